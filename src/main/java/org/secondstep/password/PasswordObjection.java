package org.secondstep.password;

import java.util.Locale;

/**
 * Why a password is not good enough.
 */
public enum PasswordObjection {

	TOO_SHORT, TOO_LONG,

	/** The account's name or the organization's is in it. */
	NAME,

	/** One sign or a few again and again, or signs in a row. */
	PATTERN,

	/** On the list of common passwords, as it is or with decoration. */
	COMMON;

	/**
	 * @return key of the message that says so
	 */
	public String key() {
		return "password.objection." + name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
