package org.secondstep.assistance;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.approval.Approvals;
import org.secondstep.audit.AuditSubject;
import org.secondstep.session.Sessions;
import org.secondstep.temporarypass.IssuedPass;
import org.secondstep.temporarypass.PasswordPasses;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues temporary passes, if nothing stands against it.
 */
@Service
class PassAssistance {

	private final Obstacles obstacles;

	private final Approvals approvals;

	private final Accounts accounts;

	private final AccountLocks locks;

	private final TemporaryPasses passes;

	private final PasswordPasses passwordPasses;

	private final Sessions sessions;

	private final TransactionOperations transaction;

	PassAssistance(Obstacles obstacles, Approvals approvals, Accounts accounts, AccountLocks locks,
			TemporaryPasses passes, PasswordPasses passwordPasses, Sessions sessions,
			TransactionOperations transaction) {
		this.obstacles = obstacles;
		this.approvals = approvals;
		this.accounts = accounts;
		this.locks = locks;
		this.passes = passes;
		this.passwordPasses = passwordPasses;
		this.sessions = sessions;
		this.transaction = transaction;
	}

	/**
	 * What the earlier pass opened ends with it.
	 * @param form number of the form
	 * @return nothing if an obstacle stands against it: see {@link #refusal}
	 */
	Optional<IssuedPass> issue(String form, AccountProfile staff, AccountProfile person, Instant starts, Instant ends,
			boolean manyUses, String reason) {
		return issue(form, staff, person, reason, Obstacles.Case::toPass,
				(owner, actor) -> this.passes.issue(owner, actor, starts, ends, manyUses, reason));
	}

	/**
	 * As above, for the choice of a new password.
	 */
	Optional<IssuedPass> issueForPassword(String form, AccountProfile staff, AccountProfile person, String reason) {
		return issue(form, staff, person, reason, Obstacles.Case::toNewPassword,
				(owner, actor) -> this.passwordPasses.issue(owner, actor, reason));
	}

	private Optional<IssuedPass> issue(String form, AccountProfile staff, AccountProfile person, String reason,
			Function<Obstacles.Case, Optional<Obstacle>> obstacle,
			BiFunction<AccountProfile, AuditSubject, IssuedPass> issuing) {
		Optional<IssuedPass> issued = this.transaction.execute((status) -> {
			Optional<IssuedPass> pass = admit(form, staff, person, reason, obstacle, issuing);
			if (pass.isEmpty() && this.passes.isSpent(person.id(), form)) {
				status.setRollbackOnly(); // it counts for no limit either
			}
			return pass;
		});
		if (issued.map(IssuedPass::replacesUsed).orElse(false)) {
			this.sessions.deleteAll(person.id());
		}
		return issued;
	}

	/**
	 * Why that form led to no pass just now; that it did before comes first.
	 */
	Obstacle refusal(String form, AccountProfile person, Optional<Obstacle> obstacle) {
		return this.passes.isSpent(person.id(), form) ? Obstacle.ALREADY_SENT : obstacle.orElse(Obstacle.MANY);
	}

	/**
	 * Whoever disables the account meanwhile comes before or after. Two members of staff
	 * who help each other lock both accounts in one order.
	 */
	private Optional<IssuedPass> admit(String form, AccountProfile staff, AccountProfile person, String reason,
			Function<Obstacles.Case, Optional<Obstacle>> obstacle,
			BiFunction<AccountProfile, AuditSubject, IssuedPass> issuing) {
		Stream.of(staff.id(), person.id()).sorted().forEach(this.locks::lock);
		AccountProfile actor = this.accounts.find(staff.id()).orElseThrow();
		AccountProfile owner = this.accounts.find(person.id()).orElseThrow();
		boolean admitted = obstacle.apply(this.obstacles.of(actor, owner)).isEmpty()
				&& this.approvals.admitPass(actor, owner, reason) && this.passes.spend(owner.id(), form);
		return admitted ? Optional.of(issuing.apply(owner, actor.subject())) : Optional.empty();
	}

}
