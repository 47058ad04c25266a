package org.secondstep.assistance;

import java.time.Instant;
import java.util.Optional;

import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.temporarypass.IssuedPass;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues temporary passes, if nothing stands against it.
 */
@Service
@Transactional
class PassAssistance {

	private final Obstacles obstacles;

	private final AccountLocks locks;

	private final TemporaryPasses passes;

	PassAssistance(Obstacles obstacles, AccountLocks locks, TemporaryPasses passes) {
		this.obstacles = obstacles;
		this.locks = locks;
		this.passes = passes;
	}

	/**
	 * Whoever disables the account meanwhile comes before or after.
	 * @return nothing if an obstacle stands against it
	 */
	Optional<IssuedPass> issue(AccountProfile staff, AccountProfile person, Instant starts, Instant ends,
			boolean manyUses, String reason) {
		AccountProfile current = this.locks.lock(person.id());
		return this.obstacles.of(staff, current).toPass().isPresent() ? Optional.empty()
				: Optional.of(this.passes.issue(current, staff.subject(), starts, ends, manyUses, reason));
	}

}
