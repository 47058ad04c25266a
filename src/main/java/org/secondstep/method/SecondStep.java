package org.secondstep.method;

import java.util.UUID;

/**
 * Something beside the password that proves who somebody is.
 */
public interface SecondStep {

	/**
	 * @return the key of this kind, as it stands in tables, messages and policies, for
	 * example "authenticator-app"
	 */
	String kind();

	/**
	 * @return whether what was typed has the shape of an answer; if not, it is neither
	 * judged nor counted
	 */
	boolean hasShape(String typed);

	/**
	 * Judges an answer and spends it if it is right. Runs in a transaction; the attempt
	 * is already counted.
	 * @param account whose answer it must be
	 * @param id of the registered method; of the account, where it is a ticket
	 */
	Answer judge(UUID account, UUID id, String typed);

	enum Answer {

		RIGHT, WRONG,

		/** Right, but spent before. */
		REPLAYED,

		/** The method's secret can't be opened, so nothing can be right. */
		UNREADABLE

	}

}
