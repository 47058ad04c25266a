package org.secondstep.approval;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.method.MethodRemovals;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;
import org.secondstep.secret.Sealer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Resets that take two members of staff. What one alone could do instead is refused for
 * the same people: see {@link #isNeeded}.
 */
@Service
@Transactional
public class Approvals {

	static final Duration DAY = Duration.ofDays(1);

	private static final String PURPOSE = "reset-veto";

	private final RequestStore store;

	private final ResetLimits limits;

	private final Accounts accounts;

	private final MethodRemovals methods;

	private final Outbox outbox;

	private final Sealer sealer;

	private final ApplicationEventPublisher events;

	private final SecureRandom random;

	private final Clock clock;

	Approvals(RequestStore store, ResetLimits limits, Accounts accounts, MethodRemovals methods, Outbox outbox,
			Sealer sealer, ApplicationEventPublisher events, SecureRandom random, Clock clock) {
		this.store = store;
		this.limits = limits;
		this.accounts = accounts;
		this.methods = methods;
		this.outbox = outbox;
		this.sealer = sealer;
		this.events = events;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * @return whether nobody alone may take this person's methods away: always of staff,
	 * and of anybody who was reset within the last day
	 */
	@Transactional(readOnly = true)
	public boolean isNeeded(AccountProfile person) {
		return person.isStaff() || person.organization().policy().fourEyes()
				|| this.store.isReset(person.id(), now().minus(DAY));
	}

	/**
	 * Notes down a reset by one member of staff alone, if that is allowed. Whoever did
	 * many within an hour needs somebody else from then on.
	 * @return whether it is allowed
	 */
	public boolean admitAlone(AccountProfile staff, AccountProfile person, String reason) {
		return !isNeeded(person) && this.limits.admit(staff, person, reason, "ALONE");
	}

	/**
	 * Notes down a pass, which opens the way to as many people as a reset, and no more.
	 * @return whether it is allowed
	 */
	public boolean admitPass(AccountProfile staff, AccountProfile person, String reason) {
		return this.limits.admit(staff, person, reason, "PASS");
	}

	@Transactional(readOnly = true)
	public boolean isWaiting(UUID person) {
		return this.store.openOf(person).isPresent();
	}

	/**
	 * @return whether the owner stopped a reset within the last day
	 */
	@Transactional(readOnly = true)
	public boolean isStopped(UUID person) {
		return this.store.isStopped(person, now().minus(DAY));
	}

	/**
	 * Asks for a second member of staff and mails the owner the way to stop it.
	 * @return whether this was the first such request
	 */
	public boolean request(AccountProfile staff, AccountProfile person, String reason) {
		this.store.lock(person.id());
		if (isWaiting(person.id()) || isStopped(person.id())) {
			return false;
		}
		Instant now = now();
		Instant until = now.plus(ResetRequest.LIFETIME);
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		this.store.add(new ResetRequest(UUID.randomUUID(), person.id(), staff.id(), reason, now, until),
				this.sealer.keyedHashToKeep(token, PURPOSE));
		this.outbox.queue(person,
				Letter.of("notice.reset-requested", reason, now, until).linking("/stop-reset?token=" + token, until));
		remember(AuditAction.RESET_REQUESTED, person, staff.subject(), reason);
		return true;
	}

	/**
	 * Resets the methods, if nobody decided before.
	 * @param staff somebody else than who asked, who may help this person
	 */
	boolean approve(ResetRequest request, AccountProfile staff) {
		boolean decided = this.store.decide(request.id(), "APPROVED", staff.id());
		if (decided) {
			AccountProfile person = account(request.account());
			this.limits.watch(person.organization());
			remember(AuditAction.RESET_APPROVED, person, staff.subject(), account(request.requestedBy()).username());
			this.methods.reset(person, false, staff.subject(), request.reason());
		}
		return decided;
	}

	boolean decline(ResetRequest request, AccountProfile staff) {
		boolean decided = this.store.decide(request.id(), "DECLINED", staff.id());
		if (decided) {
			remember(AuditAction.RESET_DECLINED, account(request.account()), staff.subject(), request.reason());
		}
		return decided;
	}

	/**
	 * The owner stops it.
	 * @return whether nobody decided before
	 */
	boolean stop(ResetRequest request) {
		boolean decided = this.store.decide(request.id(), "STOPPED", request.account());
		if (decided) {
			AccountProfile person = account(request.account());
			remember(AuditAction.RESET_STOPPED, person, person.subject(), account(request.requestedBy()).username());
		}
		return decided;
	}

	/**
	 * @return the request that this token stops, while it waits. Opening it spends
	 * nothing: mail scanners open links too
	 */
	@Transactional(readOnly = true)
	Optional<ResetRequest> ofToken(String token) {
		return this.store.findByToken(this.sealer.keyedHashes(token, PURPOSE));
	}

	/**
	 * @return the request, while it waits
	 */
	@Transactional(readOnly = true)
	Optional<ResetRequest> find(UUID id) {
		return this.store.find(id);
	}

	AccountProfile account(UUID id) {
		return this.accounts.find(id).orElseThrow();
	}

	private void remember(AuditAction action, AccountProfile person, AuditSubject by, String detail) {
		this.events.publishEvent(AuditEvent.of(action, person.subject()).by(by).detail(detail));
	}

	private Instant now() {
		return this.clock.instant();
	}

}
