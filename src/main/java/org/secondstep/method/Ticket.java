package org.secondstep.method;

import java.util.UUID;

/**
 * What an account gets from staff for the way back to a method of its own. It opens the
 * way to an enrollment, but is no method: who has nothing else is not enrolled.
 */
public interface Ticket extends SecondStep {

	/**
	 * @return whether the account has one that can be used now
	 */
	boolean isOpen(UUID account);

	/**
	 * @return whether the account has one whose time is not over, used up or not yet
	 * begun
	 */
	boolean isIssued(UUID account);

	/**
	 * Judges, and spends, one with which its owner may choose another password. No other
	 * ticket is good for that, and that one for nothing else.
	 */
	Answer judgeForPassword(UUID account, String typed);

}
