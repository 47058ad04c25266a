package org.secondstep.password;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import org.secondstep.attempt.Waits;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * Counters of wrong passwords. Anyone can guess a password, so nothing here ever locks:
 * it only makes the next answer wait. Every statement commits by itself, so that whatever
 * fails afterwards, the attempt stays counted.
 */
@Repository
public class PasswordAttempts {

	private static final Duration FORGOTTEN = Duration.ofDays(1);

	private static final int MOST_RIVALS = 20;

	private static final int MOST_ADDRESSES = 200;

	private static final String ADDRESS = "address:";

	private final JdbcClient jdbc;

	private final SignInProperties properties;

	private final Clock clock;

	PasswordAttempts(JdbcClient jdbc, SignInProperties properties, Clock clock) {
		this.jdbc = jdbc;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Counts an attempt before it is judged.
	 * @param wait how long the next attempt waits after so many failures in a row
	 * @return whether the attempt may be judged
	 */
	boolean reserve(String key, IntFunction<Duration> wait) {
		for (int rival = 0; rival < MOST_RIVALS; rival++) {
			Instant now = now();
			Optional<Counter> counter = find(key);
			if (counter.filter((found) -> found.blockedUntil().isAfter(now)).isPresent()) {
				return false;
			}
			int seen = counter.map(Counter::failures).orElse(-1);
			int failures = counter.filter((found) -> found.updatedAt().isAfter(now.minus(FORGOTTEN)))
				.map(Counter::failures)
				.orElse(0) + 1;
			if (count(key, seen, failures, now.plus(wait.apply(failures)), now)) {
				return true;
			}
		}
		return false;
	}

	public void clear(String key) {
		this.jdbc.sql("delete from password_attempts where attempt_key = ?").param(key).update();
	}

	boolean isBlocked(String key) {
		return find(key).filter((found) -> found.blockedUntil().isAfter(now())).isPresent();
	}

	void failed(ClientAddress address) {
		admit(keyOf(address), this.properties.addressFailures(), this.properties.addressWindow());
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
			Optional<Counter> counter = find(key);
			if (counter.filter((found) -> found.blockedUntil().isAfter(now)).isPresent()) {
				return false;
			}
			Instant begun = counter.map(Counter::updatedAt).filter((at) -> at.plus(window).isAfter(now)).orElse(now);
			int counted = (begun != now) ? counter.map(Counter::failures).orElse(0) + 1 : 1;
			Instant until = (counted >= most) ? begun.plus(window) : begun;
			if (count(key, counter.map(Counter::failures).orElse(-1), counted, until, begun)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @return the addresses with the most failures in their window, those first
	 */
	List<FailedAddress> failedAddresses(Duration window) {
		return this.jdbc.sql("""
				select attempt_key, failures, blocked_until, updated_at from password_attempts
				where updated_at > ? and attempt_key like ? order by failures desc, attempt_key limit ?""")
			.params(Timestamp.from(now().minus(window)), ADDRESS + "%", MOST_ADDRESSES)
			.query((row, index) -> new FailedAddress(row.getString(1).substring(ADDRESS.length()), row.getInt(2),
					row.getTimestamp(3).toInstant(), row.getTimestamp(4).toInstant()))
			.list();
	}

	boolean clear(ClientAddress address) {
		return this.jdbc.sql("delete from password_attempts where attempt_key = ?").param(keyOf(address)).update() == 1;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void forget() {
		this.jdbc.sql("delete from password_attempts where updated_at < ?")
			.param(Timestamp.from(now().minus(FORGOTTEN)))
			.update();
	}

	private Optional<Counter> find(String key) {
		return this.jdbc.sql("select failures, blocked_until, updated_at from password_attempts where attempt_key = ?")
			.param(key)
			.query((row, index) -> new Counter(row.getInt(1), row.getTimestamp(2).toInstant(),
					row.getTimestamp(3).toInstant()))
			.optional();
	}

	/**
	 * @param seen the count that was read before, or -1 if there was none
	 * @return whether nobody else counted in between
	 */
	private boolean count(String key, int seen, int failures, Instant blockedUntil, Instant at) {
		if (seen >= 0) {
			return this.jdbc.sql("""
					update password_attempts set failures = ?, blocked_until = ?, updated_at = ?
					where attempt_key = ? and failures = ?""")
				.params(failures, Timestamp.from(blockedUntil), Timestamp.from(at), key, seen)
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
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	static String keyOf(ClientAddress address) {
		return ADDRESS + address.value();
	}

	/**
	 * Waits of one account as one client sees it.
	 */
	static Duration perClient(int failures) {
		return Waits.after(failures);
	}

	/**
	 * Waits of one account whoever asks: only a massive attack reaches them.
	 */
	static Duration perAccount(int failures) {
		return (failures < 50) ? Duration.ZERO : Duration.ofSeconds(30);
	}

	private record Counter(int failures, Instant blockedUntil, Instant updatedAt) {

	}

	/**
	 * @param since when the window began
	 */
	record FailedAddress(String address, int failures, Instant blockedUntil, Instant since) {

	}

}
