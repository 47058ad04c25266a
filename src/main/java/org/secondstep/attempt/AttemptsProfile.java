package org.secondstep.attempt;

import java.time.Instant;

/**
 * How an account stands after wrong answers.
 *
 * @param failures wrong answers in a row
 * @param blockedUntil no answer is judged before
 */
public record AttemptsProfile(int failures, Instant blockedUntil) {

	/** So many wrong answers in a row lock the methods until staff unlock them. */
	public static final int MOST = 100;

	static final AttemptsProfile NONE = new AttemptsProfile(0, Instant.EPOCH);

	public boolean isLocked() {
		return this.failures >= MOST;
	}

	/**
	 * A wait that ends later than the longest one was begun while the clock was wrong.
	 */
	public boolean isWaiting(Instant now) {
		return this.blockedUntil.isAfter(now) && !this.blockedUntil.isAfter(now.plus(Waits.LONGEST));
	}

}
