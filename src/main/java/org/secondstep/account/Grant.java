package org.secondstep.account;

import java.util.Locale;

/**
 * What an account is given on the strength of its rights, and loses when they change.
 */
public enum Grant {

	TEMPORARY_PASS, INVITATION, PASSWORD_LINK, RESET_REQUEST, CALLER_CHECK, API_TOKEN;

	/**
	 * @return last part of its message keys
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
