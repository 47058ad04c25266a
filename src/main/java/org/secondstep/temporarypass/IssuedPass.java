package org.secondstep.temporarypass;

import java.time.Instant;

/**
 * A new pass, to be shown once.
 *
 * @param text in groups of four, as it is read out
 */
public record IssuedPass(String text, Instant startsAt, Instant endsAt, boolean manyUses) {

	@Override
	public String toString() {
		return "redacted";
	}

}
