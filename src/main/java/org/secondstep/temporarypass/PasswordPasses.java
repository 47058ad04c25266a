package org.secondstep.temporarypass;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues passes with which people choose another password. Such a pass is used once, and
 * is asked for at no sign-in: where there is a method, the second step still is.
 */
@Service
public class PasswordPasses {

	/** Long enough to find a computer while the service desk is on the phone. */
	private static final Duration LIFETIME = Duration.ofHours(1);

	private final PassStore passes;

	private final PassEndings endings;

	private final PassJudge judge;

	private final SecureRandom random;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PasswordPasses(PassStore passes, PassEndings endings, PassJudge judge, SecureRandom random,
			ApplicationEventPublisher events, Clock clock) {
		this.passes = passes;
		this.endings = endings;
		this.judge = judge;
		this.random = random;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Issues a pass; the account's earlier one is dead. If that one had been used, every
	 * session of the account ends.
	 * @param by the member of staff, who is somebody else than the owner
	 */
	@Transactional
	public IssuedPass issue(AccountProfile owner, AuditSubject by, String reason) {
		if (by.id().equals(owner.id())) {
			throw new IllegalArgumentException("Expected that staff issue no pass to themselves");
		}
		PassText text = PassText.random(this.random);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Instant until = now.plus(LIFETIME);
		boolean replacesUsed = this.passes.put(owner.id(), PassPurpose.NEW_PASSWORD,
				this.judge.hash(owner.id(), PassPurpose.NEW_PASSWORD, text), now, until, false);
		this.endings.replaced(owner.id(), replacesUsed);
		this.events.publishEvent(AuditEvent.of(AuditAction.PASSWORD_PASS_ISSUED, owner.subject())
			.by(by)
			.method(TemporaryPasses.KIND, reason.strip()));
		return new IssuedPass(text.groups(), now, until, false, replacesUsed);
	}

}
