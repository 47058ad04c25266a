package org.secondstep.accountimport;

/**
 * How far an import is.
 */
enum ImportState {

	CHECKING,

	/** Every line was looked at; nothing is changed yet. */
	CHECKED, IMPORTING, DONE,

	/** Gave up after failures in a row; can go on. */
	FAILED,

	/** Whoever started it may no longer. */
	STOPPED;

	boolean isRunning() {
		return this == CHECKING || this == IMPORTING;
	}

}
