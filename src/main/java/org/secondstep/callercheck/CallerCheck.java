package org.secondstep.callercheck;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One check of one caller.
 *
 * @param account the person who calls
 * @param staff none while nobody of the service desk began
 * @param colleague who is asked whether the person is there
 * @param state as stored, whatever the time
 * @param callerHeard whether the caller typed the right word
 */
record CallerCheck(UUID id, UUID account, @Nullable UUID staff, @Nullable UUID colleague, Way way, CheckState state,
		String language, String sealedWords, boolean callerHeard, boolean staffHeard, Instant expiresAt,
		@Nullable Instant verifiedAt) {

	/** So many wrong words of one side end the check. */
	static final int TRIES = 3;

	static final Duration LIFETIME = Duration.ofMinutes(5);

	/** A colleague may have to sign in first. */
	static final Duration LIFETIME_OF_QUESTION = Duration.ofMinutes(15);

	/** How long a verified caller may be helped. */
	static final Duration HOLDS = Duration.ofMinutes(10);

	CheckState seenBy(Side side, Instant now) {
		if (this.state != CheckState.OPEN) {
			return isForgotten(now) ? CheckState.EXPIRED : this.state;
		}
		if (!now.isBefore(this.expiresAt)) {
			return CheckState.EXPIRED;
		}
		if (this.way == Way.COLLEAGUE) {
			return CheckState.ASKED;
		}
		boolean heard = (side == Side.CALLER) ? this.callerHeard : this.staffHeard;
		return (this.staff == null) ? CheckState.AWAITED : heard ? CheckState.HEARD : CheckState.OPEN;
	}

	private boolean isForgotten(Instant now) {
		return this.verifiedAt != null && !now.isBefore(this.verifiedAt.plus(HOLDS));
	}

}
