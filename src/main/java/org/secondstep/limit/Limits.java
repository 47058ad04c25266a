package org.secondstep.limit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Counters of what anyone can try, in the table that wrong passwords gave its name.
 * Nothing here ever locks: it only makes the next try wait. What is counted is committed
 * at once, so that it stays counted whatever fails afterwards.
 */
@Repository
public class Limits {

	private static final Duration FORGOTTEN = Duration.ofDays(1);

	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

	private static final int MOST_RIVALS = 20;

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final SignInProperties properties;

	private final Clock clock;

	Limits(JdbcClient jdbc, TransactionOperations transaction, SignInProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Counts an attempt before it is judged, by all budgets or by none.
	 * @param others what must not wait either
	 * @return whether the attempt may be judged
	 */
	boolean reserve(List<Budget> budgets, Set<String> others) {
		Set<String> keys = new HashSet<>(others);
		budgets.forEach((budget) -> keys.add(budget.key()));
		for (int rival = 0; rival < MOST_RIVALS; rival++) {
			Instant now = now();
			Map<String, Counter> counters = find(keys);
			if (counters.values().stream().anyMatch((counter) -> counter.blockedUntil().isAfter(now))) {
				return false;
			}
			if (count(budgets, counters, now)) {
				return true;
			}
		}
		return false;
	}

	private boolean count(List<Budget> budgets, Map<String, Counter> counters, Instant now) {
		return this.transaction.execute((status) -> {
			for (Budget budget : budgets) {
				Optional<Counter> counter = Optional.ofNullable(counters.get(budget.key()));
				int failures = counter.filter((found) -> found.updatedAt().isAfter(now.minus(FORGOTTEN)))
					.map(Counter::failures)
					.orElse(0) + 1;
				if (!count(budget.key(), counter, failures, now.plus(budget.waits().apply(failures)), now)) {
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
		return this.jdbc.sql("delete from password_attempts where attempt_key = ?").param(key).update() == 1;
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
			Optional<Counter> counter = Optional.ofNullable(find(Set.of(key)).get(key));
			if (counter.filter((found) -> found.blockedUntil().isAfter(now)).isPresent()) {
				return false;
			}
			Instant begun = counter.map(Counter::updatedAt).filter((at) -> at.plus(window).isAfter(now)).orElse(now);
			int counted = (begun != now) ? counter.map(Counter::failures).orElse(0) + 1 : 1;
			Instant until = (counted >= most) ? begun.plus(window) : begun;
			if (count(key, counter, counted, until, begun)) {
				return true;
			}
		}
		return false;
	}

	void forget() {
		this.jdbc.sql("delete from password_attempts where updated_at < ?")
			.param(Timestamp.from(now().minus(FORGOTTEN)))
			.update();
	}

	private Map<String, Counter> find(Set<String> keys) {
		Map<String, Counter> counters = new HashMap<>();
		Instant furthest = now().plus(CLOCK_TOLERANCE);
		this.jdbc.sql("""
				select attempt_key, failures, blocked_until, updated_at from password_attempts
				where attempt_key in (:keys)""").param("keys", keys).query((row) -> {
			Counter counter = new Counter(row.getInt(2), row.getTimestamp(3).toInstant(),
					row.getTimestamp(4).toInstant());
			counters.put(row.getString(1), counter.updatedAt().isAfter(furthest) ? counter.outdated() : counter);
		});
		return counters;
	}

	/**
	 * @param seen as it was read before
	 * @return whether nobody else counted in between
	 */
	private boolean count(String key, Optional<Counter> seen, int failures, Instant blockedUntil, Instant at) {
		if (seen.isPresent()) {
			return this.jdbc.sql("""
					update password_attempts set failures = ?, blocked_until = ?, updated_at = ?
					where attempt_key = ? and failures = ?""")
				.params(failures, Timestamp.from(blockedUntil), Timestamp.from(at), key, seen.get().failures())
				.update() == 1;
		}
		try {
			return this.jdbc.sql("""
					insert into password_attempts (attempt_key, failures, blocked_until, updated_at)
					values (?, ?, ?, ?)""")
				.params(key, failures, Timestamp.from(blockedUntil), Timestamp.from(at))
				.update() == 1;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	private Instant now() {
		return this.clock.instant();
	}

	/**
	 * @param waits how long the next attempt waits after so many failures in a row
	 */
	record Budget(String key, IntFunction<Duration> waits) {

	}

	private record Counter(int failures, Instant blockedUntil, Instant updatedAt) {

		/**
		 * Was counted while the clock was wrong, and counts no more.
		 */
		Counter outdated() {
			return new Counter(this.failures, Instant.EPOCH, Instant.EPOCH);
		}

	}

}
