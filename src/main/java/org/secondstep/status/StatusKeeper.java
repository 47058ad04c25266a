package org.secondstep.status;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.EnrollmentProgress;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.StepReached;
import org.secondstep.method.Tickets;
import org.secondstep.method.UnfinishedEnrollments;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps every standing true, in the transaction of what happened.
 */
@Component
class StatusKeeper {

	private final EntityManager entities;

	private final StandingRepository standings;

	private final Decisions decisions;

	private final Accounts accounts;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final List<UnfinishedEnrollments> unfinished;

	private final Clock clock;

	StatusKeeper(EntityManager entities, StandingRepository standings, Decisions decisions, Accounts accounts,
			SignInMethods methods, Tickets tickets, List<UnfinishedEnrollments> unfinished, Clock clock) {
		this.entities = entities;
		this.standings = standings;
		this.decisions = decisions;
		this.accounts = accounts;
		this.methods = methods;
		this.tickets = tickets;
		this.unfinished = unfinished;
		this.clock = clock;
	}

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void follow(AuditEvent event) {
		Instant now = now();
		switch (event.action()) {
			case ACCOUNT_CREATED -> this.entities.persist(new Standing(account(event)));
			case ACCOUNT_CHANGED, ACCOUNT_MOVED, ROLES_CHANGED, ACCOUNT_DISABLED, ACCOUNT_ENABLED ->
				decide(event, described(event));
			case ENROLLMENT_STARTED, ENROLLMENT_RESTARTED -> decide(event, (standing) -> standing.began(now));
			case ENROLLMENT_CODE_WRONG -> change(event, (standing) -> standing.typedWrongCode(progress(event)));
			case METHOD_REGISTERED, METHOD_REMOVED, METHOD_REMOVED_BY_STAFF -> decide(event, having(event, now));
			case METHODS_RESET, ENROLLMENT_REQUIRED ->
				decide(event, having(event, now).andThen((standing) -> standing.locked(false, now)));
			case METHODS_UNLOCKED -> decide(event, (standing) -> standing.locked(false, now));
			case METHODS_LOCKED -> decide(event, (standing) -> standing.locked(true, now));
			case PASSWORD_ACCEPTED -> change(event, (standing) -> passwordAccepted(standing, id(event), now));
			case INVITATION_ACCEPTED, FIRST_PASSWORD_CHOSEN -> change(event, (standing) -> standing.signedIn(now));
			case SECOND_STEP_ACCEPTED -> change(event, (standing) -> standing.signedIn(now));
			case PASSWORD_WRONG, PASSWORD_UNREADABLE, PASSWORD_REFUSED_WAITING, SECOND_STEP_WRONG, METHOD_UNREADABLE,
					SECOND_STEP_REFUSED_WAITING ->
				change(event, (standing) -> standing.refused(now));
			default -> {
			}
		}
	}

	@EventListener
	@Transactional
	void follow(StepReached reached) {
		this.standings.findById(reached.account())
			.filter((standing) -> !Objects.equals(standing.step(), reached.step()))
			.ifPresent((standing) -> standing.reached(reached.step(), now()));
	}

	/**
	 * Whoever has a method or a pass is not in before the second step.
	 */
	private void passwordAccepted(Standing standing, UUID account, Instant now) {
		if (!standing.hasMethod() && !this.tickets.isOpen(account)) {
			standing.signedIn(now);
		}
	}

	/**
	 * Passwords typed for accounts that do not exist concern nobody.
	 */
	private void change(AuditEvent event, Consumer<Standing> change) {
		if (event.whom() != null) {
			this.standings.findById(event.whom().id()).ifPresent(change);
		}
	}

	private void decide(AuditEvent event, Consumer<Standing> change) {
		this.decisions.add(id(event), change);
	}

	private Consumer<Standing> described(AuditEvent event) {
		AccountProfile account = account(event);
		return (standing) -> standing.describe(account);
	}

	private Consumer<Standing> having(AuditEvent event, Instant now) {
		List<MethodProfile> registered = this.methods.of(id(event));
		ZoneId zone = account(event).organization().zone();
		return (standing) -> standing.has(registered, now, zone);
	}

	private EnrollmentProgress progress(AuditEvent event) {
		return this.unfinished.stream()
			.flatMap((kind) -> kind.progress(id(event)).stream())
			.findFirst()
			.orElse(EnrollmentProgress.UNKNOWN);
	}

	private AccountProfile account(AuditEvent event) {
		return this.accounts.find(id(event)).orElseThrow();
	}

	private static UUID id(AuditEvent event) {
		return Objects.requireNonNull(event.whom()).id();
	}

	private Instant now() {
		return this.clock.instant();
	}

}
