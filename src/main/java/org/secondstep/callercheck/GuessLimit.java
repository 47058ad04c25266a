package org.secondstep.callercheck;

import java.time.Duration;

import org.secondstep.account.Username;
import org.secondstep.limit.Limits;
import org.secondstep.secret.Sealer;

import org.springframework.stereotype.Component;

/**
 * How many codes strangers may try for an account whose password they did not prove: five
 * a day, and five more whenever staff begin a check of that person. They do not count
 * against the owner, who could be locked out by anyone otherwise. Counted by what was
 * typed, alike whether there is such an account.
 */
@Component
class GuessLimit {

	private static final int MOST = 5;

	private static final Duration WINDOW = Duration.ofDays(1);

	private final Limits limits;

	private final Sealer sealer;

	GuessLimit(Limits limits, Sealer sealer) {
		this.limits = limits;
		this.sealer = sealer;
	}

	/**
	 * Counts a code before it is judged.
	 * @return whether it may be judged
	 */
	boolean admit(String typed) {
		return this.limits.admit(key(typed), MOST, WINDOW);
	}

	void forget(String typed) {
		this.limits.clear(key(typed));
	}

	private String key(String typed) {
		return "caller-code:" + this.sealer.keyedHash(Username.canonical(typed), "caller-code");
	}

}
