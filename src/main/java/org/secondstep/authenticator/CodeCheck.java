package org.secondstep.authenticator;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.attempt.AttemptsProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.authenticator.Diagnosis.RegisteredApp;
import org.secondstep.authenticator.WrongCode.Reason;
import org.secondstep.otp.OtpCode;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * "Check my code": tells whether phone and clock are fine and changes nothing. Only for
 * people who are signed in with both steps; wrong codes count like any other.
 */
@Service
class CodeCheck {

	private final AuthenticatorApps apps;

	private final Attempts attempts;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	CodeCheck(AuthenticatorApps apps, Attempts attempts, TransactionOperations transaction,
			ApplicationEventPublisher events, Clock clock) {
		this.apps = apps;
		this.attempts = attempts;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	Result check(AccountProfile account, @Nullable String typed) {
		Optional<OtpCode> code = OtpCode.parse(typed);
		if (code.isEmpty()) {
			return new Result.Wrong(WrongCode.malformed(typed));
		}
		if (!this.attempts.reserve(account.id())) {
			AttemptsProfile counted = this.attempts.of(account.id());
			return counted.isLocked() ? new Result.Locked() : new Result.Waiting(counted.blockedUntil());
		}
		return this.transaction.execute((status) -> judge(account, code.get(), this.clock.instant()));
	}

	private Result judge(AccountProfile account, OtpCode code, Instant now) {
		List<RegisteredApp> registered = this.apps.of(account.id());
		for (RegisteredApp app : registered) {
			OptionalLong step = app.accepts(code, now);
			if (step.isPresent()) {
				this.attempts.giveBack(account.id());
				remember(AuditAction.CODE_CHECKED, account, app.name());
				return new Result.Good(app.name(), app.isSpent(step.getAsLong(), now));
			}
		}
		WrongCode wrong = registered.stream()
			.map((app) -> new Diagnosis(app.secret(), List.of(), List.of()).explain(code, now))
			.filter((explained) -> explained.reason() != Reason.UNKNOWN)
			.findFirst()
			.orElseGet(() -> WrongCode.of(registered.isEmpty() ? Reason.UNREADABLE : Reason.FITS_NONE));
		remember(AuditAction.CODE_CHECK_WRONG, account, wrong.reason().key());
		if (this.attempts.of(account.id()).isLocked()) {
			remember(AuditAction.METHODS_LOCKED, account, null);
			return new Result.Locked();
		}
		return new Result.Wrong(wrong);
	}

	private void remember(AuditAction action, AccountProfile account, @Nullable String detail) {
		this.events.publishEvent(AuditEvent.of(action, account.subject()).method(AuthenticatorApps.KIND, detail));
	}

	sealed interface Result {

		/**
		 * Phone and clock are fine.
		 *
		 * @param name the app that made the code
		 * @param used whether somebody signed in with it or with a newer one
		 */
		record Good(String name, boolean used) implements Result {
		}

		record Wrong(WrongCode code) implements Result {
		}

		record Waiting(Instant until) implements Result {
		}

		record Locked() implements Result {
		}

	}

}
