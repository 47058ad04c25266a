package org.secondstep.callercheck;

/**
 * How a caller is verified.
 */
enum Way {

	WORDS, DOCUMENT, COLLEAGUE

}
