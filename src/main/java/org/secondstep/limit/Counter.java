package org.secondstep.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * What was counted under one key.
 *
 * @param blockedUntil the next attempt is refused before
 * @param updatedAt when the last attempt was counted, or when the window began
 */
record Counter(int failures, Instant blockedUntil, Instant updatedAt) {

	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

	/**
	 * @return whether it was counted while the clock was wrong, and counts no more
	 */
	boolean isAhead(Instant now) {
		return this.updatedAt.isAfter(now.plus(CLOCK_TOLERANCE));
	}

	boolean isBlocked(Instant now) {
		return !isAhead(now) && this.blockedUntil.isAfter(now);
	}

	boolean isYoungerThan(Duration age, Instant now) {
		return !isAhead(now) && this.updatedAt.plus(age).isAfter(now);
	}

}
