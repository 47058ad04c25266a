package org.secondstep.assistance;

import org.secondstep.staff.Barrier;

import org.springframework.http.HttpStatus;

/**
 * Why a member of staff may not do something for somebody now.
 */
public enum Obstacle {

	SELF, MORE_RIGHTS, NO_PASSWORD, NO_PASS, NO_METHOD, NOT_LOCKED, NOT_SIGNED_IN, ALREADY_REQUIRED, ALREADY_DISABLED,
	NOT_DISABLED, DISABLED, WAITING, TWO_PEOPLE, TWO_ASKED, MANY, STOPPED, COLLEAGUE, CALLER_UNVERIFIED, ALREADY_SENT;

	static Obstacle of(Barrier barrier) {
		return (barrier == Barrier.SELF) ? SELF : MORE_RIGHTS;
	}

	/**
	 * @return the status of an answer that refuses to issue a pass
	 */
	int status() {
		return (this == ALREADY_SENT) ? HttpStatus.CONFLICT.value() : HttpStatus.FORBIDDEN.value();
	}

	/**
	 * @return whether there is nothing left to do
	 */
	boolean isDone() {
		return switch (this) {
			case SELF, MORE_RIGHTS, NO_PASSWORD, DISABLED, TWO_PEOPLE, TWO_ASKED, MANY, STOPPED, COLLEAGUE,
					CALLER_UNVERIFIED ->
				false;
			default -> true;
		};
	}

}
