package org.secondstep.temporarypass;

import java.time.Instant;

/**
 * A new pass, to be shown once.
 *
 * @param text in groups of four, as it is read out
 * @param replacesUsed whether the account's earlier pass was used, so that it may have
 * opened a session
 */
public record IssuedPass(String text, Instant startsAt, Instant endsAt, boolean manyUses, boolean replacesUsed) {

	@Override
	public String toString() {
		return "redacted";
	}

}
