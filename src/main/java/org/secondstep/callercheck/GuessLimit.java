package org.secondstep.callercheck;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many codes strangers may try for an account whose password they did not prove: five
 * a day, and five more whenever staff begin a check of that person. They do not count
 * against the owner, who could be locked out by anyone otherwise.
 */
@Component
class GuessLimit {

	private static final int MOST = 5;

	private static final Duration WINDOW = Duration.ofDays(1);

	private final JdbcClient jdbc;

	private final Clock clock;

	GuessLimit(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Counts a code before it is judged.
	 * @return whether it may be judged
	 */
	boolean admit(UUID account) {
		Timestamp now = Timestamp.from(this.clock.instant());
		Timestamp begun = Timestamp.from(this.clock.instant().minus(WINDOW));
		return another(account, begun) || anew(account, begun, now) || first(account, now);
	}

	void forget(UUID account) {
		this.jdbc.sql("delete from caller_guess where account_id = ?").param(account).update();
	}

	private boolean another(UUID account, Timestamp begun) {
		return this.jdbc
			.sql("update caller_guess set guesses = guesses + 1 where account_id = ? and guesses < ? and since > ?")
			.params(account, MOST, begun)
			.update() == 1;
	}

	private boolean anew(UUID account, Timestamp begun, Timestamp now) {
		return this.jdbc.sql("update caller_guess set guesses = 1, since = ? where account_id = ? and since <= ?")
			.params(now, account, begun)
			.update() == 1;
	}

	private boolean first(UUID account, Timestamp now) {
		try {
			return this.jdbc.sql("insert into caller_guess (account_id, guesses, since) values (?, 1, ?)")
				.params(account, now)
				.update() == 1;
		}
		catch (DuplicateKeyException ex) {
			return false;
		}
	}

}
