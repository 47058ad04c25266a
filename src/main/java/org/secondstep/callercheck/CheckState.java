package org.secondstep.callercheck;

/**
 * How a check stands, as one side sees it. What is stored of it is OPEN, VERIFIED,
 * FAILED, DECLINED or REPLACED.
 */
enum CheckState {

	/** The caller is there, nobody of the service desk yet. */
	AWAITED,

	/** The other one's word is still to be heard. */
	OPEN,

	/** A colleague was asked and has not answered. */
	ASKED,

	/** This side is done, the other one is not. */
	HEARD,

	VERIFIED,

	/** Three wrong words. */
	FAILED,

	/** The colleague said no. */
	DECLINED,

	/** Another check of the same person began. */
	REPLACED,

	EXPIRED;

	boolean isRunning() {
		return this == AWAITED || this == OPEN || this == HEARD || this == ASKED;
	}

}
