package org.secondstep.bulkinvitation;

/**
 * What becomes of a person in a bulk, or why the person is left out.
 */
enum Outcome {

	/** To be invited. */
	WAITING,

	SENT, DISABLED, HAS_PASSWORD,

	/** An earlier invitation is still open. */
	INVITED,

	/** Another bulk is about to invite the person. */
	BEING_INVITED

}
