package org.secondstep.method;

import java.util.UUID;

/**
 * A kind of sign-in method. Each kind is one package that implements this.
 */
public interface SecondStep {

	/**
	 * @return the key of this kind, as it stands in tables, messages and policies, for
	 * example "authenticator-app"
	 */
	String kind();

	/**
	 * @return path of the first page on which a person registers a method of this kind
	 */
	String enrollmentPath();

	/**
	 * @return whether what was typed has the shape of an answer; if not, it is neither
	 * judged nor counted
	 */
	boolean hasShape(String typed);

	/**
	 * Judges an answer and spends it if it is right. Runs in a transaction; the attempt
	 * is already counted.
	 */
	Answer judge(UUID method, String typed);

	enum Answer {

		RIGHT, WRONG,

		/** Right, but spent before. */
		REPLAYED,

		/** The method's secret can't be opened, so nothing can be right. */
		UNREADABLE

	}

}
