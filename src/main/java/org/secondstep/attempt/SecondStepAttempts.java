package org.secondstep.attempt;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Wrong answers in a row of one account, over all its methods, sessions and nodes. There
 * is a row for everybody who ever began to register a method.
 */
@Entity
class SecondStepAttempts {

	@Id
	private UUID accountId;

	private int failures;

	private Instant blockedUntil;

	private boolean ownerTold;

	@SuppressWarnings("NullAway.Init")
	protected SecondStepAttempts() {
	}

	SecondStepAttempts(UUID accountId) {
		this.accountId = accountId;
		this.blockedUntil = Instant.EPOCH;
	}

	AttemptsProfile profile() {
		return new AttemptsProfile(this.failures, this.blockedUntil);
	}

}
