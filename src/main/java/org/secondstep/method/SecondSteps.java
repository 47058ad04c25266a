package org.secondstep.method;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.attempt.AttemptsProfile;
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

	public static final Runnable NOTHING_ELSE = () -> {
	};

	private final List<MethodKind> kinds;

	private final Ticket ticket;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final AccountLocks locks;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SecondSteps(List<MethodKind> kinds, Ticket ticket, SignInMethods methods, Attempts attempts, AccountLocks locks,
			TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		this.kinds = kinds;
		this.ticket = ticket;
		this.methods = methods;
		this.attempts = attempts;
		this.locks = locks;
		this.transaction = transaction;
		this.events = events;
		this.clock = clock;
	}

	public List<MethodKind> kinds() {
		return this.kinds;
	}

	/**
	 * @return the latest answer of an account that was spent while the clock was ahead
	 */
	public Optional<SpentAhead> spentAhead(UUID account) {
		return this.kinds.stream()
			.flatMap((kind) -> kind.spentAhead(account).stream())
			.max(Comparator.comparing(SpentAhead::at));
	}

	/**
	 * Judges an answer by one of the account's own methods.
	 * @param accepted what a right answer does in the same transaction
	 * @throws NoSuchElementException if the account has no such method
	 */
	public Verification verify(AccountProfile account, UUID methodId, String typed, Runnable accepted) {
		MethodProfile method = this.methods.find(account.id(), methodId).orElseThrow();
		return verify(new Asked(account, kindOf(method), method), typed, accepted);
	}

	/**
	 * Judges a ticket, such as a temporary pass. Whoever has none open is answered and
	 * counted alike.
	 */
	public Verification verifyTicket(AccountProfile account, String typed) {
		this.transaction.executeWithoutResult((status) -> this.attempts.open(account.id()));
		return verify(new Asked(account, this.ticket, null), typed, NOTHING_ELSE);
	}

	MethodKind kindOf(MethodProfile method) {
		return this.kinds.stream().filter((kind) -> kind.kind().equals(method.kind())).findFirst().orElseThrow();
	}

	private Verification verify(Asked asked, String typed, Runnable accepted) {
		if (!asked.kind().hasShape(typed)) {
			return new Verification.Shapeless();
		}
		if (!this.attempts.reserve(asked.account().id())) {
			return refuse(asked);
		}
		return this.transaction.execute((status) -> judge(asked, typed, accepted));
	}

	/**
	 * Whoever removes methods at the same time comes before or after.
	 */
	private Verification judge(Asked asked, String typed, Runnable accepted) {
		AccountProfile account = asked.account();
		this.attempts.lockMethods(account.id());
		if (asked.method() == null) {
			this.locks.lock(account.id()); // before the ticket, as who changes rights
		}
		if (asked.method() != null && this.methods.find(account.id(), asked.method().id()).isEmpty()) {
			this.attempts.giveBack(account.id());
			return new Verification.Wrong();
		}
		Answer answer = asked.kind().judge(account.id(), asked.id(), typed);
		if (answer == Answer.RIGHT) {
			accept(asked);
			accepted.run();
			return new Verification.Accepted(asked.kind().kind());
		}
		if (answer != Answer.WRONG) {
			this.attempts.giveBack(account.id());
			boolean replayed = answer == Answer.REPLAYED;
			remember(replayed ? AuditAction.SECOND_STEP_REPLAYED : AuditAction.METHOD_UNREADABLE, asked);
			return replayed ? new Verification.Replayed() : new Verification.Unreadable();
		}
		AttemptsProfile counted = this.attempts.of(account.id());
		remember(AuditAction.SECOND_STEP_WRONG, asked, Integer.toString(counted.failures()));
		if (counted.isLocked()) {
			remember(AuditAction.METHODS_LOCKED, asked);
			return new Verification.Locked();
		}
		return counted.isWaiting(this.clock.instant()) ? new Verification.Waiting(counted.blockedUntil())
				: new Verification.Wrong();
	}

	/**
	 * An answer by this method was right.
	 */
	void accept(AccountProfile account, MethodProfile method) {
		accept(new Asked(account, kindOf(method), method));
	}

	private void accept(Asked asked) {
		this.attempts.clear(asked.account().id());
		if (asked.method() != null) {
			this.methods.used(asked.account(), asked.method().id());
		}
		remember(AuditAction.SECOND_STEP_ACCEPTED, asked);
	}

	private Verification refuse(Asked asked) {
		AttemptsProfile counted = this.attempts.of(asked.account().id());
		this.transaction.executeWithoutResult((status) -> remember(AuditAction.SECOND_STEP_REFUSED_WAITING, asked));
		return counted.isLocked() ? new Verification.Locked() : new Verification.Waiting(counted.blockedUntil());
	}

	private void remember(AuditAction action, Asked asked) {
		remember(action, asked, (asked.method() != null) ? asked.method().name() : null);
	}

	private void remember(AuditAction action, Asked asked, @Nullable String detail) {
		this.events.publishEvent(AuditEvent.of(action, asked.account().subject()).method(asked.kind().kind(), detail));
	}

	/**
	 * @param method none if a ticket is asked for
	 */
	private record Asked(AccountProfile account, SecondStep kind, @Nullable MethodProfile method) {

		UUID id() {
			return (this.method != null) ? this.method.id() : this.account.id();
		}

	}

}
