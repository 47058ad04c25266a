package org.secondstep.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps strangers from filling the audit: what anyone can cause without an end gets an
 * entry of its own once a minute, per account, actor and client address; the rest is
 * counted and told in one entry when the minute is over.
 */
@Component
class AuditFlood {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/** From more addresses than this, the others count together. */
	private static final int MOST_ADDRESSES = 20;

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
		if (!isEndless(entry)) {
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
		minute.count++;
		return true;
	}

	@Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
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
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
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
	 * Refusals while waiting and of what nobody may, wrong passwords, passes and codes
	 * for accounts that do not exist, what scripts ask, and a language that is chosen
	 * again and again. All other failures are bounded by the waits.
	 */
	private static boolean isEndless(AuditEntry entry) {
		return switch (AuditAction.valueOf(entry.action())) {
			case PASSWORD_REFUSED_WAITING, SECOND_STEP_REFUSED_WAITING, PASS_REFUSED_WAITING, API_USED, API_REFUSED,
					ACCESS_REFUSED, REQUEST_FORGED, LANGUAGE_CHOSEN ->
				true;
			case PASSWORD_WRONG, PASS_WRONG, CALLER_CODE_WRONG -> entry.accountId() == null;
			default -> false;
		};
	}

	private record Subject(String action, @Nullable UUID account, @Nullable UUID actor) {

	}

	/**
	 * Begins with an entry that is written.
	 */
	private static final class Minute {

		private final AuditEntry first;

		private long count;

		private Minute(AuditEntry first) {
			this.first = first;
		}

		private boolean isOver(Instant now) {
			return !now.isBefore(this.first.at().plus(MINUTE));
		}

		private AuditEntry told(Instant at) {
			return this.first.more(this.count, at);
		}

	}

}
