package org.secondstep.temporarypass;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.method.Ticket;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues, judges and takes back passes.
 */
@Service
@Transactional
public class TemporaryPasses implements Ticket {

	/** From start to end. */
	public static final Duration LONGEST = Duration.ofHours(24);

	/** From issue to start. */
	public static final Duration FURTHEST = Duration.ofDays(30);

	/** In characters. */
	public static final int LONGEST_REASON = 300;

	static final String KIND = "temporary-pass";

	private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private final PassStore passes;

	private final PassJudge judge;

	private final PassEndings endings;

	private final SecureRandom random;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TemporaryPasses(PassStore passes, PassJudge judge, PassEndings endings, SecureRandom random,
			ApplicationEventPublisher events, Clock clock) {
		this.passes = passes;
		this.judge = judge;
		this.endings = endings;
		this.random = random;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Issues a pass; the account's earlier one is dead. If that one had been used, every
	 * session of the account ends.
	 * @param by the member of staff, who is somebody else than the owner
	 * @param reason typed by staff, or a ticket number; for the audit
	 * @throws IllegalArgumentException if the times or the reason are not possible, or
	 * staff issue one to themselves
	 */
	public IssuedPass issue(AccountProfile owner, AuditSubject by, Instant starts, Instant ends, boolean manyUses,
			String reason) {
		Instant from = starts.truncatedTo(ChronoUnit.MICROS);
		Instant until = ends.truncatedTo(ChronoUnit.MICROS);
		refuseImpossible(owner, by, from, until, reason);
		PassText text = PassText.random(this.random);
		boolean replacesUsed = this.passes.put(owner.id(), PassPurpose.ENROLLMENT,
				this.judge.hash(owner.id(), PassPurpose.ENROLLMENT, text), from, until, manyUses);
		this.endings.replaced(owner.id(), replacesUsed);
		String terms = " (" + MINUTES.format(from) + " – " + MINUTES.format(until) + " UTC, "
				+ (manyUses ? "n×)" : "1×)");
		remember(AuditEvent.of(AuditAction.PASS_ISSUED, owner.subject()).detail(reason.strip() + terms).by(by));
		return new IssuedPass(text.groups(), from, until, manyUses, replacesUsed);
	}

	/**
	 * A form leads to one pass, also if a browser sends it again. Runs while the account
	 * is locked, in the transaction that issues the pass.
	 * @param form its number
	 * @return whether it led to none before
	 */
	public boolean spend(UUID account, String form) {
		return this.passes.spend(account, form, this.clock.instant());
	}

	@Transactional(readOnly = true)
	public boolean isSpent(UUID account, String form) {
		return this.passes.isSpent(account, form);
	}

	/**
	 * Ends the account's pass, what it bought but was not used yet, and every session.
	 * @param by the member of staff
	 * @param reason why, for the audit and the owner
	 * @return whether there was one, and nobody else ended it
	 */
	public boolean takeBack(AccountProfile owner, AuditSubject by, String reason) {
		boolean taken = of(owner.id()).isPresent() && this.endings.takeBack(owner.id());
		if (taken) {
			remember(AuditEvent.of(AuditAction.PASS_TAKEN_BACK, owner.subject()).by(by).detail(reason));
		}
		return taken;
	}

	/**
	 * @return the account's pass, unless its time is over
	 */
	@Transactional(readOnly = true)
	public Optional<PassProfile> of(UUID account) {
		return this.passes.find(account, this.clock.instant());
	}

	@Override
	public String kind() {
		return KIND;
	}

	@Override
	@Transactional(readOnly = true)
	public boolean isOpen(UUID account) {
		return this.passes.isUsable(account, this.clock.instant());
	}

	@Override
	@Transactional(readOnly = true)
	public boolean isIssued(UUID account) {
		return of(account).filter((pass) -> pass.purpose() == PassPurpose.ENROLLMENT).isPresent();
	}

	@Override
	public boolean hasShape(String typed) {
		return PassText.parse(typed).isPresent();
	}

	@Override
	public Answer judge(UUID account, UUID id, String typed) {
		return this.judge.judge(account, PassPurpose.ENROLLMENT, typed);
	}

	@Override
	public Answer judgeForPassword(UUID account, String typed) {
		return this.judge.judge(account, PassPurpose.NEW_PASSWORD, typed);
	}

	private void refuseImpossible(AccountProfile owner, AuditSubject by, Instant from, Instant until, String reason) {
		Instant now = this.clock.instant();
		if (!until.isAfter(from) || !until.isAfter(now) || until.isAfter(from.plus(LONGEST))
				|| from.isAfter(now.plus(FURTHEST))) {
			throw new IllegalArgumentException("Expected at most 24 hours that are not over and begin within 30 days");
		}
		if (reason.isBlank() || reason.length() > LONGEST_REASON) {
			throw new IllegalArgumentException("Expected a reason of 1 to " + LONGEST_REASON + " characters");
		}
		if (by.id().equals(owner.id())) {
			throw new IllegalArgumentException("Expected that staff issue no pass to themselves");
		}
	}

	private void remember(AuditEvent event) {
		this.events.publishEvent(event.method(KIND, event.detail()));
	}

}
