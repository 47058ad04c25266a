package org.secondstep.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Rate limits for what anyone can try. Nothing here ever locks: it only makes the next
 * attempt wait. What is counted is committed at once, so that it stays counted whatever
 * fails afterwards.
 */
@Service
public class Limits {

	private static final Duration FORGOTTEN = Duration.ofDays(1);

	private static final int MOST_RIVALS = 20;

	private final CounterStore counters;

	private final TransactionOperations transaction;

	private final SignInProperties properties;

	private final Clock clock;

	Limits(CounterStore counters, TransactionOperations transaction, SignInProperties properties, Clock clock) {
		this.counters = counters;
		this.transaction = transaction;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Counts an attempt before it is judged, by all budgets or by none.
	 * @param others what must not wait either
	 * @return keys of what has to wait; nothing if the attempt was counted and may be
	 * judged
	 */
	Set<String> reserve(List<Budget> budgets, Set<String> others) {
		Set<String> keys = new HashSet<>(others);
		budgets.forEach((budget) -> keys.add(budget.key()));
		for (int rival = 0; rival < MOST_RIVALS; rival++) {
			Instant now = now();
			Map<String, Counter> seen = this.counters.find(keys);
			Set<String> waiting = seen.entrySet()
				.stream()
				.filter((counter) -> counter.getValue().isBlocked(now))
				.map(Map.Entry::getKey)
				.collect(Collectors.toSet());
			if (!waiting.isEmpty() || count(budgets, seen, now)) {
				return waiting;
			}
		}
		return keys;
	}

	private boolean count(List<Budget> budgets, Map<String, Counter> seen, Instant now) {
		return this.transaction.execute((status) -> {
			for (Budget budget : budgets) {
				Counter counter = seen.get(budget.key());
				int failures = (counter != null && counter.isYoungerThan(FORGOTTEN, now)) ? counter.failures() + 1 : 1;
				if (!put(budget.key(), counter, new Counter(failures, now.plus(budget.waits().apply(failures)), now))) {
					status.setRollbackOnly();
					return false;
				}
			}
			return true;
		});
	}

	/**
	 * @return whether anything was counted
	 */
	public boolean clear(String key) {
		return this.counters.delete(key);
	}

	void failed(ClientAddress address) {
		admit(address.key(), this.properties.addressFailures(), this.properties.addressWindow());
	}

	/**
	 * As below, of the client from whose address the request came.
	 */
	public boolean admit(String key, String remoteAddress, int most, Duration window) {
		return admit(key + ":" + ClientAddress.of(remoteAddress).value(), most, window);
	}

	/**
	 * Counts something of which only so many are allowed in a window.
	 * @return whether this one is allowed
	 */
	public boolean admit(String key, int most, Duration window) {
		for (int rival = 0; rival < MOST_RIVALS; rival++) {
			Instant now = now();
			Counter seen = this.counters.find(Set.of(key)).get(key);
			if (seen != null && seen.isBlocked(now)) {
				return false;
			}
			if (count(key, seen, most, window, now)) {
				return true;
			}
		}
		return false;
	}

	private boolean count(String key, @Nullable Counter seen, int most, Duration window, Instant now) {
		return (seen != null && seen.isYoungerThan(window, now))
				? this.counters.add(key, seen.updatedAt(), most, seen.updatedAt().plus(window))
				: put(key, seen, new Counter(1, (most > 1) ? now : now.plus(window), now));
	}

	/**
	 * Begins to wait, or goes on.
	 * @return whether the wait is over; once, also if many ask at the same time
	 */
	boolean outwait(String key, Duration wait) {
		Instant now = now();
		Counter seen = this.counters.find(Set.of(key)).get(key);
		if (seen == null || seen.isAhead(now)) {
			put(key, seen, new Counter(0, now.plus(wait), now));
			return false;
		}
		return !seen.isBlocked(now) && this.counters.deleteUnblocked(key, now);
	}

	void forget() {
		this.counters.deleteBefore(now().minus(FORGOTTEN));
	}

	private boolean put(String key, @Nullable Counter seen, Counter next) {
		return (seen != null) ? this.counters.replace(key, seen, next) : this.counters.insert(key, next);
	}

	private Instant now() {
		return this.clock.instant();
	}

	/**
	 * @param waits how long the next attempt waits after so many failures in a row
	 */
	record Budget(String key, IntFunction<Duration> waits) {

	}

}
