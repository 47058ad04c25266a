package org.secondstep.temporarypass;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What others may know of an account's pass whose time is not over.
 */
public record PassProfile(Instant startsAt, Instant endsAt, boolean manyUses, State state, @Nullable Instant lastUsedAt,
		PassPurpose purpose) {

	/**
	 * @return whether the pass is asked for at a sign-in now
	 */
	public boolean isAskedFor() {
		return this.state == State.OPEN && this.purpose == PassPurpose.ENROLLMENT;
	}

	/**
	 * What the pass is good for now.
	 */
	public enum State {

		/** Has not started yet. */
		WAITING,

		/** Can be used. */
		OPEN,

		/** Was good for one use, and was used. */
		USED

	}

}
