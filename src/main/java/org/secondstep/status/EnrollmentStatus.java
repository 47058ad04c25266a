package org.secondstep.status;

/**
 * How far an account is, in one word.
 */
public enum EnrollmentStatus {

	NOT_STARTED,

	/** Began to register a method and has not proven it. */
	STARTED,

	/** Has a usable method. */
	ENROLLED,

	/** Too many wrong codes, until staff unlock. */
	LOCKED,

	DISABLED

}
