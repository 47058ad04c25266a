package org.secondstep.assistance;

import java.time.Instant;
import java.util.Optional;

import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.approval.Approvals;
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

	private final Approvals approvals;

	private final AccountLocks locks;

	private final TemporaryPasses passes;

	PassAssistance(Obstacles obstacles, Approvals approvals, AccountLocks locks, TemporaryPasses passes) {
		this.obstacles = obstacles;
		this.approvals = approvals;
		this.locks = locks;
		this.passes = passes;
	}

	/**
	 * Whoever disables the account meanwhile comes before or after. Staff are locked
	 * first, as where their resets are counted.
	 * @return nothing if an obstacle stands against it, or enough was done for an hour
	 */
	Optional<IssuedPass> issue(AccountProfile staff, AccountProfile person, Instant starts, Instant ends,
			boolean manyUses, String reason) {
		AccountProfile actor = this.locks.lock(staff.id());
		AccountProfile owner = this.locks.lock(person.id());
		boolean admitted = this.obstacles.of(actor, owner).toPass().isEmpty()
				&& this.approvals.admitPass(actor, owner, reason);
		return admitted ? Optional.of(this.passes.issue(owner, actor.subject(), starts, ends, manyUses, reason))
				: Optional.empty();
	}

}
