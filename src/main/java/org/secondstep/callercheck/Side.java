package org.secondstep.callercheck;

/**
 * Which of the two people on the phone.
 */
enum Side {

	CALLER, STAFF;

	Side other() {
		return (this == CALLER) ? STAFF : CALLER;
	}

}
