package org.secondstep.limit;

import java.time.Instant;

/**
 * What was counted under one key.
 *
 * @param blockedUntil the next attempt is refused before
 * @param updatedAt when the last attempt was counted, or when the window began
 */
record Counter(int failures, Instant blockedUntil, Instant updatedAt) {

	boolean isBlocked(Instant now) {
		return this.blockedUntil.isAfter(now);
	}

}
