package org.secondstep.limit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of counters. A counter can be forgotten, or its window can begin again, with
 * the same number of failures: a change that relies on what was read compares the time
 * too.
 */
@Repository
class CounterStore {

	private final JdbcClient jdbc;

	CounterStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Map<String, Counter> find(Set<String> keys) {
		Map<String, Counter> counters = new HashMap<>();
		this.jdbc.sql("""
				select attempt_key, failures, blocked_until, updated_at from password_attempts
				where attempt_key in (:keys)""").param("keys", keys).query((row) -> {
			counters.put(row.getString(1),
					new Counter(row.getInt(2), row.getTimestamp(3).toInstant(), row.getTimestamp(4).toInstant()));
		});
		return counters;
	}

	/**
	 * @return whether nobody else inserted that key
	 */
	boolean insert(String key, Counter counter) {
		try {
			return this.jdbc.sql("""
					insert into password_attempts (attempt_key, failures, blocked_until, updated_at)
					values (?, ?, ?, ?)""")
				.params(key, counter.failures(), Timestamp.from(counter.blockedUntil()),
						Timestamp.from(counter.updatedAt()))
				.update() == 1;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

	/**
	 * @return whether the counter still was as it was seen
	 */
	boolean replace(String key, Counter seen, Counter next) {
		return this.jdbc.sql("""
				update password_attempts set failures = ?, blocked_until = ?, updated_at = ?
				where attempt_key = ? and failures = ? and blocked_until = ? and updated_at = ?""")
			.params(next.failures(), Timestamp.from(next.blockedUntil()), Timestamp.from(next.updatedAt()), key,
					seen.failures(), Timestamp.from(seen.blockedUntil()), Timestamp.from(seen.updatedAt()))
			.update() == 1;
	}

	/**
	 * Counts one more in a window; the last one blocks until the window's end.
	 * @return whether that window is still open and was not full
	 */
	boolean add(String key, Instant begun, int most, Instant end) {
		return this.jdbc.sql("""
				update password_attempts set failures = failures + 1,
				    blocked_until = case when failures + 1 >= ? then ? else blocked_until end
				where attempt_key = ? and updated_at = ? and failures < ?""")
			.params(most, Timestamp.from(end), key, Timestamp.from(begun), most)
			.update() == 1;
	}

	boolean delete(String key) {
		return this.jdbc.sql("delete from password_attempts where attempt_key = ?").param(key).update() == 1;
	}

	/**
	 * @return whether it no longer blocked, and this call deleted it
	 */
	boolean deleteUnblocked(String key, Instant now) {
		return this.jdbc.sql("delete from password_attempts where attempt_key = ? and blocked_until <= ?")
			.params(key, Timestamp.from(now))
			.update() == 1;
	}

	void deleteBefore(Instant time) {
		this.jdbc.sql("delete from password_attempts where updated_at < ?").param(Timestamp.from(time)).update();
	}

}
