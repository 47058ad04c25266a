package org.secondstep.helpdesk;

import java.time.Instant;
import java.util.List;

import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.AttemptsProfile;
import org.secondstep.method.MethodProfile;

/**
 * What a person will meet at the next sign-in, and so what to tell a caller.
 */
enum NextSignIn {

	DISABLED, NO_PASSWORD, LOCKED, WAITS, SECOND_STEP, NEEDS_PASS, WALL, PASSWORD_UNTIL, PASSWORD_ONLY;

	/**
	 * @param password whether the person has one
	 * @param mandatory whether the person must have a method by now
	 */
	static NextSignIn of(AccountProfile person, boolean password, List<MethodProfile> methods, AttemptsProfile attempts,
			boolean mandatory, Instant now) {
		if (!person.enabled()) {
			return DISABLED;
		}
		if (!password) {
			return NO_PASSWORD;
		}
		if (!methods.isEmpty()) {
			return attempts.isLocked() ? LOCKED : attempts.isWaiting(now) ? WAITS : SECOND_STEP;
		}
		if (mandatory) {
			return person.organization().policy().passNeeded() ? NEEDS_PASS : WALL;
		}
		return (person.organization().policy().mandatoryFrom() != null) ? PASSWORD_UNTIL : PASSWORD_ONLY;
	}

}
