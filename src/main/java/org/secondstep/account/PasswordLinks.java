package org.secondstep.account;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.secret.Sealer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links with which people who forgot their password choose another one: one per account,
 * good once. Only keyed hashes of their tokens are kept; pages name a link by its hash,
 * which opens nothing.
 */
@Service
public class PasswordLinks {

	public static final Duration LIFETIME = Duration.ofMinutes(15);

	private static final String PURPOSE = "password-link";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Sealer sealer;

	private final SecureRandom random;

	private final Clock clock;

	PasswordLinks(JdbcClient jdbc, Accounts accounts, Sealer sealer, SecureRandom random, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.sealer = sealer;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Makes a token of 256 bits; the account's earlier link is dead. Whoever asks twice
	 * at once gets two mails, of which the second one holds.
	 */
	@Transactional
	public String issue(UUID account) {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		this.jdbc.sql("select id from account where id = ? for update").param(account).query(UUID.class).single();
		forget(account);
		this.jdbc.sql("insert into password_link (account_id, token_hash, expires_at) values (?, ?, ?)")
			.params(account, this.sealer.keyedHash(token, PURPOSE), Timestamp.from(this.clock.instant().plus(LIFETIME)))
			.update();
		return token;
	}

	/**
	 * @return the link of this token, if it is open. Spends nothing: mail scanners open
	 * links too
	 */
	@Transactional(readOnly = true)
	public Optional<String> find(String token) {
		return this.sealer.keyedHashes(token, PURPOSE)
			.stream()
			.filter((link) -> accountOf(link).isPresent())
			.findFirst();
	}

	/**
	 * @return whose link this is, if it is still open and the account may sign in
	 */
	@Transactional(readOnly = true)
	public Optional<AccountProfile> accountOf(String link) {
		return this.jdbc.sql("select account_id from password_link where token_hash = ? and expires_at > ?")
			.params(link, now())
			.query(UUID.class)
			.optional()
			.flatMap(this.accounts::find)
			.filter(AccountProfile::enabled);
	}

	/**
	 * @return whether this call spent the link, and nobody else
	 */
	boolean spend(String link) {
		return this.jdbc.sql("delete from password_link where token_hash = ? and expires_at > ?")
			.params(link, now())
			.update() == 1;
	}

	void forget(UUID account) {
		this.jdbc.sql("delete from password_link where account_id = ?").param(account).update();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

}
