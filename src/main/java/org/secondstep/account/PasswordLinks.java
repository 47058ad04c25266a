package org.secondstep.account;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.secret.Sealer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links with which people choose a password: one per account and purpose, good once. Only
 * keyed hashes of their tokens are kept; pages name a link by its hash, which opens
 * nothing.
 */
@Service
public class PasswordLinks {

	private static final String PURPOSE = "password-link";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final AccountLocks locks;

	private final Sealer sealer;

	private final SecureRandom random;

	private final Clock clock;

	PasswordLinks(JdbcClient jdbc, Accounts accounts, AccountLocks locks, Sealer sealer, SecureRandom random,
			Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.locks = locks;
		this.sealer = sealer;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Makes a token of 256 bits; the account's earlier link for that purpose is dead.
	 * Whoever asks twice at once gets two mails, of which the second one holds.
	 */
	@Transactional
	public String issue(UUID account, LinkPurpose purpose, Duration lifetime) {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		Instant now = this.clock.instant();
		this.locks.lock(account);
		end(account, purpose);
		this.jdbc.sql("""
				insert into password_link (account_id, purpose, token_hash, issued_at, expires_at)
				values (?, ?, ?, ?, ?)""")
			.params(account, purpose.name(), this.sealer.keyedHash(token, PURPOSE), Timestamp.from(now),
					Timestamp.from(now.plus(lifetime)))
			.update();
		return token;
	}

	/**
	 * @return the newest link that was issued, also if its time is over; nothing once it
	 * was used
	 */
	@Transactional(readOnly = true)
	public Optional<Issued> newest(UUID account, LinkPurpose purpose) {
		return this.jdbc.sql("select issued_at, expires_at from password_link where account_id = ? and purpose = ?")
			.params(account, purpose.name())
			.query((row, index) -> new Issued(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
			.optional();
	}

	/**
	 * @return the link of this token, if it is open. Spends nothing: mail scanners open
	 * links too
	 */
	@Transactional(readOnly = true)
	public Optional<OpenLink> find(String token) {
		return this.sealer.keyedHashes(token, PURPOSE).stream().flatMap((link) -> open(link).stream()).findFirst();
	}

	/**
	 * @param link as in {@link OpenLink#name()}
	 * @return that link, if it is still open and the account may sign in
	 */
	@Transactional(readOnly = true)
	public Optional<OpenLink> open(String link) {
		return this.jdbc.sql("select account_id, purpose from password_link where token_hash = ? and expires_at > ?")
			.params(link, now())
			.query((row, index) -> openLink(link, row))
			.optional()
			.flatMap((found) -> found)
			.filter((found) -> found.account().enabled());
	}

	/**
	 * @return whether this call spent the link, and nobody else
	 */
	boolean spend(OpenLink link) {
		this.locks.lock(link.account().id());
		return this.jdbc.sql("delete from password_link where token_hash = ? and purpose = ? and expires_at > ?")
			.params(link.name(), link.purpose().name(), now())
			.update() == 1;
	}

	/**
	 * Ends the account's link for that purpose, if there is one.
	 */
	@Transactional
	public void end(UUID account, LinkPurpose purpose) {
		this.jdbc.sql("delete from password_link where account_id = ? and purpose = ?")
			.params(account, purpose.name())
			.update();
	}

	void forget(UUID account) {
		this.jdbc.sql("delete from password_link where account_id = ?").param(account).update();
	}

	private Optional<OpenLink> openLink(String name, ResultSet row) throws SQLException {
		LinkPurpose purpose = LinkPurpose.valueOf(row.getString("purpose"));
		return this.accounts.find(row.getObject("account_id", UUID.class))
			.map((account) -> new OpenLink(name, purpose, account));
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/**
	 * When a link was issued, and until when it is open.
	 */
	public record Issued(Instant at, Instant until) {

	}

	/**
	 * A link that can be used now.
	 *
	 * @param name the hash of its token
	 * @param account whose it is
	 */
	public record OpenLink(String name, LinkPurpose purpose, AccountProfile account) {

	}

}
