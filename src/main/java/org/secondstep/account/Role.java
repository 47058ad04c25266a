package org.secondstep.account;

/**
 * What a person may do here. Staff roles always need MFA themselves.
 */
public enum Role {

	EMPLOYEE, HELPDESK, ADMINISTRATOR;

	public boolean isStaff() {
		return this != EMPLOYEE;
	}

}
