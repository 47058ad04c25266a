package org.secondstep.secret;

/**
 * A sealed value can't be opened. The message says which kind of fault it is and never
 * quotes the value.
 */
public class SealBrokenException extends RuntimeException {

	SealBrokenException(String kind) {
		super("Sealed value refused: " + kind);
	}

}
