package org.secondstep.adminrecovery;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.apache.commons.codec.digest.DigestUtils;
import org.secondstep.secret.Sealer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stored addresses, at most one per account. Of a token the row has a keyed hash over
 * its digest, the account and the end; so a row that somebody edited or invented in the
 * database opens nothing.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
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
	 * @return a token of 256 bits, which replaces the account's earlier one
	 */
	String issue(UUID account) {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		Instant until = this.clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MICROS);
		String hash = this.sealer.keyedHashToKeep(values(digest(token), account, until), PURPOSE);
		this.jdbc.sql("delete from administrator_recovery where account_id = ?").param(account).update();
		this.jdbc.sql("insert into administrator_recovery (account_id, token_hash, expires_at) values (?, ?, ?)")
			.params(account, hash, Timestamp.from(until))
			.update();
		return token;
	}

	/**
	 * @return the plain hash of a token, which a session may keep
	 */
	static String digest(String token) {
		return DigestUtils.sha256Hex(token);
	}

	Optional<Stored> find(String digest) {
		return this.jdbc
			.sql("select account_id, token_hash, expires_at from administrator_recovery where expires_at > ?")
			.param(Timestamp.from(this.clock.instant()))
			.query((row, index) -> new Stored(row.getObject(1, UUID.class), row.getString(2),
					row.getTimestamp(3).toInstant()))
			.list()
			.stream()
			.filter((row) -> this.sealer.vouches(row.hash(), values(digest, row.account(), row.expiresAt()), PURPOSE))
			.findFirst();
	}

	/**
	 * @return whether this call spent the address, and nobody else
	 */
	boolean spend(String digest, UUID account) {
		return find(digest).filter((row) -> row.account().equals(account))
			.map((row) -> this.jdbc.sql("delete from administrator_recovery where token_hash = ?")
				.param(row.hash())
				.update() == 1)
			.orElse(false);
	}

	/**
	 * All that must not be edited, one thing a line.
	 */
	private static String values(String digest, UUID account, Instant expiresAt) {
		return String.join("\n", digest, account.toString(), expiresAt.toString());
	}

	record Stored(UUID account, String hash, Instant expiresAt) {

	}

}
