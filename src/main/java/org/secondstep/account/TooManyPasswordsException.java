package org.secondstep.account;

/**
 * So many passwords are waiting to be compared that another one is refused.
 */
public class TooManyPasswordsException extends RuntimeException {

	TooManyPasswordsException() {
		super("Too many passwords are waiting to be compared");
	}

}
