package org.secondstep.helpdesk;

/**
 * What a person will meet at the next sign-in, and so what to tell a caller.
 */
enum NextSignIn {

	DISABLED, NO_PASSWORD, FIRST_PASSWORD, LOCKED, WAITS, SECOND_STEP, SECOND_STEP_OR_PASS, PASS, NEEDS_PASS, WALL,
	PASSWORD_UNTIL, PASSWORD_ONLY

}
