package org.secondstep.adminrecovery;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.secret.Sealer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of recovery addresses, one for each account. A token is kept as a keyed hash
 * that is bound to its account and its end, so a row that somebody moved or prolonged
 * opens nothing.
 */
@Repository
class RecoveryAddresses {

	static final Duration LIFETIME = Duration.ofMinutes(15);

	private static final String PURPOSE = "administrator-recovery";

	private final JdbcClient jdbc;

	private final Sealer sealer;

	private final SecureRandom random;

	private final Clock clock;

	RecoveryAddresses(JdbcClient jdbc, Sealer sealer, SecureRandom random, Clock clock) {
		this.jdbc = jdbc;
		this.sealer = sealer;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Replaces the account's earlier address.
	 * @return the token, of 256 bits
	 */
	String add(UUID account) {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		Instant until = this.clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MICROS);
		this.jdbc.sql("delete from administrator_recovery where account_id = ?").param(account).update();
		this.jdbc.sql("insert into administrator_recovery (account_id, token_hash, expires_at) values (?, ?, ?)")
			.params(account, this.sealer.keyedHashToKeep(bound(token, account, until), PURPOSE), Timestamp.from(until))
			.update();
		return token;
	}

	Optional<HeldRecovery> find(String token) {
		return open().stream()
			.filter((each) -> this.sealer.vouches(each.hash(), bound(token, each.account(), each.until()), PURPOSE))
			.findFirst();
	}

	/**
	 * @return whether it is open, and the row is as it was when it was found
	 */
	boolean isOpen(HeldRecovery held) {
		return open().contains(held);
	}

	/**
	 * @return whether this call spent it, and nobody else
	 */
	boolean spend(HeldRecovery held) {
		return this.jdbc
			.sql("delete from administrator_recovery where token_hash = ? and account_id = ? and expires_at > ?")
			.params(held.hash(), held.account(), Timestamp.from(this.clock.instant()))
			.update() == 1;
	}

	/**
	 * @return few: one for each administrator who waits for help
	 */
	private List<HeldRecovery> open() {
		return this.jdbc
			.sql("select token_hash, account_id, expires_at from administrator_recovery where expires_at > ?")
			.param(Timestamp.from(this.clock.instant()))
			.query((row, index) -> new HeldRecovery(row.getString(1), row.getObject(2, UUID.class),
					row.getTimestamp(3).toInstant()))
			.list();
	}

	private static String bound(String token, UUID account, Instant until) {
		return String.join("\n", token, account.toString(), until.toString());
	}

	/**
	 * An open address, as a session keeps it.
	 */
	record HeldRecovery(String hash, UUID account, Instant until) {

	}

}
