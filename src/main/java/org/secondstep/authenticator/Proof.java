package org.secondstep.authenticator;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.authenticator.Confirmation.NothingPending;
import org.secondstep.authenticator.Confirmation.Registered;
import org.secondstep.authenticator.Confirmation.Wrong;
import org.secondstep.authenticator.Diagnosis.RegisteredApp;
import org.secondstep.authenticator.WrongCode.Reason;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.otp.OtpCode;
import org.secondstep.otp.OtpSecret;
import org.secondstep.otp.Totp;
import org.secondstep.secret.Sealer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Turns a pending app into a registered one when a right code proves it, once.
 */
@Service
public class Proof {

	private final PendingAuthenticatorRepository pendings;

	private final Enrollments enrollments;

	private final EarlierAuthenticators earlier;

	private final AuthenticatorApps apps;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final AccountLocks locks;

	private final ClockSkews skews;

	private final Sealer sealer;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Proof(PendingAuthenticatorRepository pendings, Enrollments enrollments, EarlierAuthenticators earlier,
			AuthenticatorApps apps, SignInMethods methods, Attempts attempts, AccountLocks locks, ClockSkews skews,
			Sealer sealer, TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		this.pendings = pendings;
		this.enrollments = enrollments;
		this.earlier = earlier;
		this.apps = apps;
		this.methods = methods;
		this.attempts = attempts;
		this.locks = locks;
		this.skews = skews;
		this.sealer = sealer;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Counts the code first, in a transaction of its own, then judges it.
	 * @param signIn in which the code was typed
	 */
	public Confirmation confirm(AccountProfile account, String signIn, @Nullable String typed) {
		Optional<OtpCode> code = OtpCode.parse(typed);
		if (code.isEmpty()) {
			return new Wrong(WrongCode.malformed(typed));
		}
		Instant now = this.clock.instant();
		Optional<PendingAuthenticator> counted = this.transaction
			.execute((status) -> this.enrollments.running(account.id(), signIn)
				.filter((pending) -> this.pendings.reserve(account.id(), pending.sealedSecret(),
						PendingAuthenticator.MOST_WRONG_CODES, now) == 1));
		return counted.isEmpty() ? new NothingPending()
				: this.transaction.execute((status) -> judge(account, counted.get(), code.get(), now));
	}

	private Confirmation judge(AccountProfile account, PendingAuthenticator pending, OtpCode code, Instant now) {
		// before the pending app, as a reset does
		this.attempts.openAndLock(account.id());
		OtpSecret secret = pending.secret(this.sealer);
		OptionalLong step = Totp.matchingStep(secret, code, now, AuthenticatorApps.TOLERANCE);
		if (step.isEmpty()) {
			return explain(account, secret, code, now);
		}
		// before the pending app too, as who changes rights
		if (!this.locks.lockInSession(account) || !this.enrollments.end(pending)
				|| !SignInMethods.isAllowed(account, AuthenticatorApps.KIND)) {
			return new NothingPending();
		}
		this.skews.observe(account.id(), 0);
		MethodProfile method = this.methods.register(account, AuthenticatorApps.KIND, pending.name());
		this.apps.register(method, secret, step.getAsLong());
		return new Registered(method.name());
	}

	private Confirmation explain(AccountProfile account, OtpSecret secret, OtpCode code, Instant now) {
		List<RegisteredApp> others = this.apps.of(account.id());
		this.apps.spendExplained(others, code, now);
		Diagnosis.skew(secret, code, now).ifPresent((seconds) -> this.skews.observe(account.id(), seconds));
		WrongCode wrong = new Diagnosis(secret, this.earlier.secrets(account.id()), others).explain(code, now);
		Optional<PendingAuthenticator> pending = this.pendings.findById(account.id());
		pending.ifPresent((current) -> current.diagnosed(wrong, now));
		remember(AuditAction.ENROLLMENT_CODE_WRONG, account, wrong.reason().key());
		Optional<PendingAuthenticator> wornOut = pending.filter(PendingAuthenticator::isWornOut);
		wornOut.ifPresent((current) -> this.enrollments.throwAway(account, current));
		return new Wrong(wornOut.isPresent() ? WrongCode.of(Reason.THROWN_AWAY) : wrong);
	}

	private void remember(AuditAction action, AccountProfile account, String detail) {
		this.events.publishEvent(AuditEvent.of(action, account.subject()).method(AuthenticatorApps.KIND, detail));
	}

}
