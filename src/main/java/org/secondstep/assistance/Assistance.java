package org.secondstep.assistance;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.approval.Approvals;
import org.secondstep.attempt.Attempts;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.callercheck.CallerChecks;
import org.secondstep.method.SignInMethods;
import org.secondstep.session.Sessions;
import org.secondstep.staff.Reach;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Helps people, if nothing stands against it. What is done is decided by the row counts
 * of the packages that do it, so that of two at once one did it and the other found
 * nothing left to do.
 */
@Service
public class Assistance {

	/** Sessions end with what opened them, and with the account. */
	private static final Set<Help> ENDING = EnumSet.of(Help.TAKE_BACK_PASS, Help.RESET_METHODS, Help.REQUIRE_ENROLLMENT,
			Help.DISABLE);

	private static final Set<Help> RESETS = EnumSet.of(Help.RESET_METHODS, Help.REQUIRE_ENROLLMENT);

	private final CallerChecks checks;

	private final Approvals approvals;

	private final Reach reach;

	private final Accounts accounts;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final TemporaryPasses passes;

	private final Needs needs;

	private final Sessions sessions;

	private final Audit audit;

	private final TransactionOperations transaction;

	Assistance(CallerChecks checks, Approvals approvals, Reach reach, Accounts accounts, SignInMethods methods,
			Attempts attempts, TemporaryPasses passes, Needs needs, Sessions sessions, Audit audit,
			TransactionOperations transaction) {
		this.checks = checks;
		this.approvals = approvals;
		this.reach = reach;
		this.accounts = accounts;
		this.methods = methods;
		this.attempts = attempts;
		this.passes = passes;
		this.needs = needs;
		this.sessions = sessions;
		this.audit = audit;
		this.transaction = transaction;
	}

	/**
	 * @return why this member of staff may do nothing at all for this person now
	 */
	public Optional<Obstacle> obstacle(AccountProfile staff, AccountProfile person) {
		return this.reach.barrier(staff, person)
			.map(Obstacle::of)
			.or(() -> this.checks.holdsUntil(staff.id(), person.id()).isPresent() ? Optional.empty()
					: Optional.of(Obstacle.CALLER_UNVERIFIED));
	}

	/**
	 * @return why this cannot be done for this person now; what concerns the person comes
	 * before the caller check, which nobody needs in vain
	 */
	public Optional<Obstacle> obstacle(Help help, AccountProfile staff, AccountProfile person) {
		return this.reach.barrier(staff, person)
			.map(Obstacle::of)
			.or(() -> this.needs.obstacle(help, person))
			.or(() -> RESETS.contains(help) ? alone(person, help == Help.RESET_METHODS) : Optional.empty())
			.or(() -> help.needsCaller() ? obstacle(staff, person) : Optional.empty());
	}

	/**
	 * @return why a method of this person cannot be taken away, or replaced by a pass,
	 * now
	 */
	public Optional<Obstacle> obstacleToTakeover(AccountProfile staff, AccountProfile person) {
		return this.reach.barrier(staff, person)
			.map(Obstacle::of)
			.or(() -> alone(person, false))
			.or(() -> obstacle(staff, person));
	}

	/**
	 * @return why it was not done; nothing once it is done
	 */
	Optional<Obstacle> help(Help help, AccountProfile staff, AccountProfile person, String reason) {
		Optional<Obstacle> obstacle = obstacle(help, staff, person);
		return obstacle.isPresent() ? obstacle : act(help, staff, person, reason);
	}

	// nothing once the method is gone
	Optional<Obstacle> removeMethod(UUID method, AccountProfile staff, AccountProfile person, String reason) {
		Optional<Obstacle> obstacle = obstacleToTakeover(staff, person);
		if (obstacle.isPresent()) {
			return obstacle;
		}
		if (!byOneAlone(staff, person, reason, () -> this.methods.removeFor(person, method, staff.subject(), reason))) {
			return Optional.of(Obstacle.TWO_PEOPLE);
		}
		this.sessions.endAll(person.id());
		return Optional.empty();
	}

	private Optional<Obstacle> act(Help help, AccountProfile actor, AccountProfile person, String reason) {
		AuditSubject staff = actor.subject();
		boolean acted = switch (help) {
			case TAKE_BACK_PASS -> this.passes.takeBack(person, staff, reason);
			case RESET_METHODS -> reset(actor, person, reason);
			case REQUIRE_ENROLLMENT ->
				byOneAlone(actor, person, reason, () -> this.methods.reset(person, true, staff, reason));
			case DISABLE -> this.accounts.enable(person.id(), false, staff, reason);
			case ENABLE -> this.accounts.enable(person.id(), true, staff, reason);
			case UNLOCK -> this.attempts.unlock(person, staff, reason);
			case END_SESSIONS -> endSessions(staff, person, reason);
		};
		if (acted && ENDING.contains(help)) {
			this.sessions.endAll(person.id());
		}
		return (acted || help != Help.REQUIRE_ENROLLMENT) ? Optional.empty()
				: obstacle(help, actor, person).or(() -> Optional.of(Obstacle.TWO_PEOPLE));
	}

	// false while a second member of staff is asked
	private boolean reset(AccountProfile staff, AccountProfile person, String reason) {
		return this.transaction.execute((status) -> {
			boolean admitted = byOneAlone(staff, person, reason,
					() -> this.methods.reset(person, false, staff.subject(), reason));
			if (!admitted) {
				this.approvals.request(staff, person, reason);
			}
			return admitted;
		});
	}

	private boolean byOneAlone(AccountProfile staff, AccountProfile person, String reason, Runnable takeover) {
		return this.transaction.execute((status) -> {
			boolean admitted = this.approvals.admitAlone(staff, person, reason);
			if (admitted) {
				takeover.run();
			}
			return admitted;
		});
	}

	// sessions have transactions of their own, so they end outside of every other
	private boolean endSessions(AuditSubject staff, AccountProfile person, String reason) {
		boolean ended = this.sessions.endAll(person.id()) > 0;
		if (ended) {
			this.audit.remember(
					AuditEvent.of(AuditAction.SESSIONS_ENDED_BY_STAFF, person.subject()).by(staff).detail(reason));
		}
		return ended;
	}

	private Optional<Obstacle> alone(AccountProfile person, boolean asking) {
		if (this.approvals.isStopped(person.id())) {
			return Optional.of(Obstacle.STOPPED);
		}
		boolean waits = asking && this.approvals.isWaiting(person.id());
		boolean refused = !asking && this.approvals.isNeeded(person);
		return waits ? Optional.of(Obstacle.WAITING) : refused ? Optional.of(Obstacle.TWO_PEOPLE) : Optional.empty();
	}

}
