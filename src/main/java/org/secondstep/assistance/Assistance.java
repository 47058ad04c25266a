package org.secondstep.assistance;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.approval.Approvals;
import org.secondstep.attempt.Attempts;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.method.MethodRemovals;
import org.secondstep.method.SignInMethods;
import org.secondstep.session.Sessions;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Helps people, if nothing stands against it. What is done is decided by the row counts
 * of the packages that do it, so that of two at once one did it and the other found
 * nothing left to do.
 */
@Service
class Assistance {

	private final Obstacles obstacles;

	private final Approvals approvals;

	private final Accounts accounts;

	private final AccountGenerations generations;

	private final SignInMethods methods;

	private final MethodRemovals removals;

	private final Attempts attempts;

	private final TemporaryPasses passes;

	private final Sessions sessions;

	private final Audit audit;

	private final TransactionOperations transaction;

	Assistance(Obstacles obstacles, Approvals approvals, Accounts accounts, AccountGenerations generations,
			SignInMethods methods, MethodRemovals removals, Attempts attempts, TemporaryPasses passes,
			Sessions sessions, Audit audit, TransactionOperations transaction) {
		this.obstacles = obstacles;
		this.approvals = approvals;
		this.accounts = accounts;
		this.generations = generations;
		this.methods = methods;
		this.removals = removals;
		this.attempts = attempts;
		this.passes = passes;
		this.sessions = sessions;
		this.audit = audit;
		this.transaction = transaction;
	}

	/**
	 * Ends all sessions also of a person of whom none is listed: a list may miss some.
	 * @return why it was not done; nothing once it is done
	 */
	Optional<Obstacle> help(Help help, AccountProfile staff, AccountProfile person, String reason) {
		Outcome outcome = judged(staff, person,
				(actor, owner) -> this.obstacles.of(actor, owner)
					.to(help)
					.filter((obstacle) -> obstacle != Obstacle.NOT_SIGNED_IN)
					.map(Outcome::refused)
					.orElseGet(() -> act(help, actor, owner, reason)));
		if (outcome.acted() && help.endsSessions()) {
			this.sessions.deleteAll(person.id());
		}
		return outcome.obstacle().map((found) -> lookAgain(help, staff.id(), person.id(), found));
	}

	// nothing once the method is gone
	Optional<Obstacle> removeMethod(UUID method, AccountProfile staff, AccountProfile person, String reason) {
		Outcome outcome = judged(staff, person,
				(actor, owner) -> this.obstacles.of(actor, owner)
					.toTakeover()
					.map(Outcome::refused)
					.orElseGet(() -> byOneAlone(actor, owner, reason,
							() -> this.removals.removeFor(owner, method, actor.subject(), reason)) ? Outcome.DONE
									: Outcome.refused(Obstacle.TWO_PEOPLE)));
		if (outcome.acted()) {
			this.sessions.deleteAll(person.id());
		}
		return outcome.obstacle();
	}

	/**
	 * Judges and acts in one transaction, by what both are now: nothing that ends
	 * meanwhile lets anybody act.
	 */
	private Outcome judged(AccountProfile staff, AccountProfile person,
			BiFunction<AccountProfile, AccountProfile, Outcome> work) {
		return this.transaction.execute((status) -> work.apply(this.accounts.find(staff.id()).orElseThrow(),
				this.accounts.find(person.id()).orElseThrow()));
	}

	private Outcome act(Help help, AccountProfile actor, AccountProfile person, String reason) {
		AuditSubject staff = actor.subject();
		boolean acted = switch (help) {
			case TAKE_BACK_PASS -> this.passes.takeBack(person, staff, reason);
			case RESET_METHODS -> reset(actor, person, reason);
			case REQUIRE_ENROLLMENT -> require(actor, person, reason);
			case DISABLE -> this.accounts.disable(person.id(), staff, reason);
			case ENABLE -> this.accounts.enable(person.id(), staff, reason);
			case UNLOCK -> this.attempts.unlock(person, staff, reason);
			case END_SESSIONS -> endSessions(staff, person, reason);
		};
		return (acted || help != Help.REQUIRE_ENROLLMENT) ? new Outcome(acted, Optional.empty())
				: Outcome.refused(Obstacle.TWO_PEOPLE);
	}

	// between two looks somebody else may have done it, which then is what stands against
	// it
	private Obstacle lookAgain(Help help, UUID staff, UUID person, Obstacle found) {
		return this.obstacles.of(this.accounts.find(staff).orElseThrow(), this.accounts.find(person).orElseThrow())
			.to(help)
			.orElse(found);
	}

	// false while a second member of staff is asked, or if somebody else did it meanwhile
	private boolean reset(AccountProfile staff, AccountProfile person, String reason) {
		boolean admitted = byOneAlone(staff, person, reason,
				() -> this.removals.reset(person, false, staff.subject(), reason));
		if (!admitted && this.obstacles.of(staff, person).to(Help.RESET_METHODS).isEmpty()) {
			this.approvals.request(staff, person, reason);
		}
		return admitted;
	}

	/**
	 * Where there is no method nothing is taken away, so that one member of staff will
	 * do: but not for somebody who registers the first one at this moment.
	 */
	private boolean require(AccountProfile staff, AccountProfile person, String reason) {
		Runnable reset = () -> this.removals.reset(person, true, staff.subject(), reason);
		if (this.methods.hasAny(person.id())) {
			return byOneAlone(staff, person, reason, reset);
		}
		this.attempts.openAndLock(person.id());
		boolean without = !this.methods.hasAny(person.id());
		if (without) {
			reset.run();
		}
		return without;
	}

	private boolean byOneAlone(AccountProfile staff, AccountProfile person, String reason, Runnable takeover) {
		boolean admitted = this.approvals.admitAlone(staff, person, reason);
		if (admitted) {
			takeover.run();
		}
		return admitted;
	}

	private boolean endSessions(AuditSubject staff, AccountProfile person, String reason) {
		int ended = this.generations.raise(person.id()) - 1;
		if (!this.sessions.of(person.id(), ended).isEmpty()) {
			this.audit.remember(
					AuditEvent.of(AuditAction.SESSIONS_ENDED_BY_STAFF, person.subject()).by(staff).detail(reason));
		}
		return true;
	}

	/**
	 * @param obstacle what stood against it
	 */
	private record Outcome(boolean acted, Optional<Obstacle> obstacle) {

		static final Outcome DONE = new Outcome(true, Optional.empty());

		static Outcome refused(Obstacle obstacle) {
			return new Outcome(false, Optional.of(obstacle));
		}

	}

}
