package org.secondstep.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps people from filling the audit: what anyone can cause without an end gets an entry
 * of its own once a minute, what needs a password ten times, per account, actor and
 * client address; the rest is counted and told in one entry when the minute is over.
 */
@Component
class AuditFlood {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** From more addresses than this, the others count together. */
	private static final int MOST_ADDRESSES = 20;

	/** More than anyone causes who types codes from a phone. */
	private static final int OF_ONE_SIGNED_IN = 10;

	private static final String OTHERS = "others";

	private final AuditChain chain;

	private final TransactionOperations transaction;

	private final Clock clock;

	private final Map<Subject, Map<String, Minute>> minutes = new HashMap<>();

	AuditFlood(AuditChain chain, TransactionOperations transaction, Clock clock) {
		this.chain = chain;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * @return whether the entry is only counted; otherwise it must be written
	 */
	synchronized boolean counts(AuditEntry entry) {
		int most = ownEntries(AuditAction.valueOf(entry.action()), entry);
		if (most == Integer.MAX_VALUE) {
			return false;
		}
		Map<String, Minute> ofSubject = this.minutes.computeIfAbsent(
				new Subject(entry.action(), entry.accountId(), entry.actorId()), (subject) -> new HashMap<>());
		String address = String.valueOf(entry.address());
		boolean other = !ofSubject.containsKey(address) && ofSubject.size() >= MOST_ADDRESSES;
		Minute minute = ofSubject.get(other ? OTHERS : address);
		if (minute == null || minute.isOver(entry.at())) {
			if (minute != null && minute.count > 0) {
				this.chain.append(minute.told(entry.at()));
			}
			ofSubject.put(other ? OTHERS : address, new Minute(entry));
			return false;
		}
		return minute.counts(most);
	}

	void tell() {
		tell(this.clock.instant());
	}

	@PreDestroy
	void tellAll() {
		tell(Instant.MAX);
	}

	private void tell(Instant until) {
		List<AuditEntry> told = over(until);
		if (!told.isEmpty()) {
			this.transaction.executeWithoutResult((status) -> told.forEach(this.chain::append));
		}
	}

	private synchronized List<AuditEntry> over(Instant until) {
		List<AuditEntry> told = new ArrayList<>();
		Instant now = this.clock.instant();
		for (Map<String, Minute> ofSubject : this.minutes.values()) {
			ofSubject.values().removeIf((minute) -> {
				boolean over = minute.isOver(until);
				if (over && minute.count > 0) {
					told.add(minute.told(now));
				}
				return over;
			});
		}
		this.minutes.values().removeIf(Map::isEmpty);
		return told;
	}

	/**
	 * @return how many of them a minute get an entry of their own. All other failures are
	 * bounded by the waits.
	 */
	private static int ownEntries(AuditAction action, AuditEntry entry) {
		return switch (action) {
			case PASSWORD_REFUSED_WAITING, SECOND_STEP_REFUSED_WAITING, PASS_REFUSED_WAITING, API_USED, API_REFUSED,
					ACCESS_REFUSED, REQUEST_FORGED, LANGUAGE_CHOSEN ->
				1;
			case PASSWORD_WRONG, PASS_WRONG, CALLER_CODE_WRONG -> (entry.accountId() == null) ? 1 : Integer.MAX_VALUE;
			case METHOD_UNREADABLE, ENROLLMENT_STARTED, ENROLLMENT_RESTARTED, ENROLLMENT_CODE_WRONG,
					ENROLLMENT_THROWN_AWAY, CODE_CHECKED ->
				OF_ONE_SIGNED_IN;
			default -> Integer.MAX_VALUE;
		};
	}

	private record Subject(String action, @Nullable UUID account, @Nullable UUID actor) {

	}

	/**
	 * Begins with an entry that is written.
	 */
	private static final class Minute {

		private final AuditEntry first;

		private int written = 1;

		private long count;

		private Minute(AuditEntry first) {
			this.first = first;
		}

		private boolean counts(int most) {
			if (this.written < most) {
				this.written++;
				return false;
			}
			this.count++;
			return true;
		}

		/**
		 * Also when it began in the future, because the clock was ahead.
		 */
		private boolean isOver(Instant now) {
			return !now.isBefore(this.first.at().plus(MINUTE)) || this.first.at().isAfter(now.plus(MINUTE));
		}

		private AuditEntry told(Instant at) {
			return this.first.more(this.count, at);
		}

	}

}
