package org.secondstep.method;

import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.SecondStep.Answer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The second step: reserve the attempt, judge, give it back on success (DESIGN §4).
 */
@Service
public class SecondSteps {

	private final List<SecondStep> kinds;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SecondSteps(List<SecondStep> kinds, SignInMethods methods, Attempts attempts, TransactionOperations transaction,
			ApplicationEventPublisher events, Clock clock) {
		this.kinds = kinds;
		this.methods = methods;
		this.attempts = attempts;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	public List<SecondStep> kinds() {
		return this.kinds;
	}

	/**
	 * Judges an answer by one of the account's own methods.
	 * @throws NoSuchElementException if the account has no such method
	 */
	public Verification verify(AccountProfile account, UUID methodId, String typed) {
		MethodProfile method = this.methods.find(account.id(), methodId).orElseThrow();
		SecondStep kind = this.kinds.stream()
			.filter((each) -> each.kind().equals(method.kind()))
			.findFirst()
			.orElseThrow();
		if (!kind.hasShape(typed)) {
			return new Verification.Shapeless();
		}
		if (!this.attempts.reserve(account.id())) {
			return refuse(account, method);
		}
		return this.transaction.execute((status) -> judge(account, method, kind, typed));
	}

	/**
	 * Judges, and spends, a code of somebody who did not prove the password, by whichever
	 * of the account's methods it fits. A wrong one does not count against the owner,
	 * whom strangers could lock out otherwise: who calls this must limit the guesses.
	 */
	public boolean proves(AccountProfile account, String typed) {
		if (!this.attempts.reserve(account.id())) {
			return false;
		}
		return this.transaction.execute((status) -> {
			this.attempts.lockMethods(account.id());
			Optional<MethodProfile> fitting = this.methods.of(account.id())
				.stream()
				.filter((method) -> isRight(method, typed))
				.findFirst();
			fitting.ifPresentOrElse((method) -> accept(account, method), () -> this.attempts.giveBack(account.id()));
			return fitting.isPresent();
		});
	}

	private boolean isRight(MethodProfile method, String typed) {
		return this.kinds.stream()
			.filter((kind) -> kind.kind().equals(method.kind()) && kind.hasShape(typed))
			.anyMatch((kind) -> kind.judge(method.id(), typed) == Answer.RIGHT);
	}

	/**
	 * Whoever removes methods at the same time comes before or after.
	 */
	private Verification judge(AccountProfile account, MethodProfile method, SecondStep kind, String typed) {
		this.attempts.lockMethods(account.id());
		if (this.methods.find(account.id(), method.id()).isEmpty()) {
			return new Verification.Wrong();
		}
		Answer answer = kind.judge(method.id(), typed);
		if (answer == Answer.RIGHT) {
			accept(account, method);
			return new Verification.Accepted(method.kind());
		}
		if (answer != Answer.WRONG) {
			this.attempts.giveBack(account.id());
			boolean replayed = answer == Answer.REPLAYED;
			remember(replayed ? AuditAction.SECOND_STEP_REPLAYED : AuditAction.METHOD_UNREADABLE, account, method);
			return replayed ? new Verification.Replayed() : new Verification.Unreadable();
		}
		AttemptsProfile counted = this.attempts.of(account.id());
		remember(AuditAction.SECOND_STEP_WRONG, account, method, Integer.toString(counted.failures()));
		if (counted.isLocked()) {
			remember(AuditAction.METHODS_LOCKED, account, method);
			return new Verification.Locked();
		}
		return counted.isWaiting(this.clock.instant()) ? new Verification.Waiting(counted.blockedUntil())
				: new Verification.Wrong();
	}

	private void accept(AccountProfile account, MethodProfile method) {
		this.attempts.clear(account.id());
		this.methods.used(account, method.id());
		remember(AuditAction.SECOND_STEP_ACCEPTED, account, method);
	}

	private Verification refuse(AccountProfile account, MethodProfile method) {
		AttemptsProfile counted = this.attempts.of(account.id());
		this.transaction
			.executeWithoutResult((status) -> remember(AuditAction.SECOND_STEP_REFUSED_WAITING, account, method));
		return counted.isLocked() ? new Verification.Locked() : new Verification.Waiting(counted.blockedUntil());
	}

	private void remember(AuditAction action, AccountProfile account, MethodProfile method) {
		remember(action, account, method, method.name());
	}

	private void remember(AuditAction action, AccountProfile account, MethodProfile method, String detail) {
		this.events.publishEvent(AuditEvent.of(action, account.subject()).method(method.kind(), detail));
	}

}
