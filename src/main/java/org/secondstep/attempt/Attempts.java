package org.secondstep.attempt;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts answers before they are judged, so that no number of parallel requests buys more
 * guesses, and gives the attempt back to whoever was right.
 */
@Service
public class Attempts {

	/**
	 * NIST SP 800-63B and ASVS 6.3.5: the owner hears of guesses after a right password.
	 */
	private static final int TOLD_FROM = 3;

	private final SecondStepAttemptsRepository attempts;

	private final AccountLocks locks;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Attempts(SecondStepAttemptsRepository attempts, AccountLocks locks, ApplicationEventPublisher events, Clock clock) {
		this.attempts = attempts;
		this.locks = locks;
		this.events = events;
		this.clock = clock;
	}

	@Transactional(readOnly = true)
	public AttemptsProfile of(UUID account) {
		return this.attempts.findById(account).map(SecondStepAttempts::profile).orElse(AttemptsProfile.NONE);
	}

	/**
	 * Counts an answer that is about to be judged, in a transaction of its own: whatever
	 * fails afterwards, it stays counted.
	 * @return whether the answer may be judged
	 */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	public boolean reserve(UUID account) {
		Instant now = this.clock.instant();
		return this.attempts.reserve(account, now, now.plus(Waits.after(5)), now.plus(Waits.after(6)),
				now.plus(Waits.after(7)), now.plus(Waits.after(8)), now.plus(Waits.after(9)),
				now.plus(Waits.after(10))) == 1;
	}

	/**
	 * After a right answer nothing counts any more.
	 */
	@Transactional
	public void clear(UUID account) {
		this.attempts.clear(account, this.clock.instant());
	}

	/**
	 * After an answer that was right but proves nobody, such as a checked code: only that
	 * attempt no longer counts.
	 */
	@Transactional
	public void giveBack(UUID account) {
		this.attempts.giveBack(account, this.clock.instant());
	}

	/**
	 * @return whether the owner must hear now that somebody guesses: once, from so many
	 * wrong answers in a row on, however many were given at once
	 */
	@Transactional
	public boolean mustTellOwner(UUID account) {
		return this.attempts.tellOwner(account, TOLD_FROM) == 1;
	}

	/**
	 * Unlocks methods that too many wrong answers locked.
	 * @param staff who does it
	 * @param reason why, for the audit and the owner
	 * @return whether they were locked
	 */
	@Transactional
	public boolean unlock(AccountProfile account, AuditSubject staff, String reason) {
		boolean unlocked = this.attempts.unlock(account.id(), this.clock.instant()) == 1;
		if (unlocked) {
			this.events
				.publishEvent(AuditEvent.of(AuditAction.METHODS_UNLOCKED, account.subject()).by(staff).detail(reason));
		}
		return unlocked;
	}

	/**
	 * Counts an account's answers from now on. Two who do so at once wait for each other.
	 */
	public void open(UUID account) {
		if (this.attempts.findById(account).isEmpty()) {
			this.locks.lock(account);
			if (this.attempts.findById(account).isEmpty()) {
				this.attempts.save(new SecondStepAttempts(account));
			}
		}
	}

	/**
	 * As below, also for an account that never had a method.
	 */
	public void openAndLock(UUID account) {
		open(account);
		lockMethods(account);
	}

	/**
	 * Lets nobody else change this account's methods until the transaction ends.
	 */
	public void lockMethods(UUID account) {
		this.attempts.lock(account);
	}

}
