package org.secondstep.temporarypass;

/**
 * What a pass opens. None opens the other one too: a new password and a way around the
 * methods together would be the whole account.
 */
public enum PassPurpose {

	/** The way to a method and, where there is no password yet, to the first one. */
	ENROLLMENT,

	/** The choice of another password, for somebody who forgot it. */
	NEW_PASSWORD

}
