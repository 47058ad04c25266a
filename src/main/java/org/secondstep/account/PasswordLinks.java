package org.secondstep.account;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.secret.BrokenSeals;
import org.secondstep.secret.Sealer;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links with which people choose a password: one per account and purpose, good once. Only
 * keyed hashes of their tokens are kept; pages name a link by its hash, which opens
 * nothing.
 */
@Service
public class PasswordLinks {

	private static final String PURPOSE = "password-link";

	private static final String OPEN = " and expires_at > ? and" + Grants.HOLDS;

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final AccountLocks locks;

	private final Sealer sealer;

	private final BrokenSeals broken;

	private final SecureRandom random;

	private final Clock clock;

	PasswordLinks(JdbcClient jdbc, Accounts accounts, AccountLocks locks, Sealer sealer, BrokenSeals broken,
			SecureRandom random, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.locks = locks;
		this.sealer = sealer;
		this.broken = broken;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Makes a token of 256 bits; the account's earlier link for that purpose is dead. The
	 * token of an account that is disabled at this moment opens nothing. Whoever asks
	 * twice at once gets two mails, of which the second one holds.
	 */
	@Transactional
	public String issue(UUID account, LinkPurpose purpose, Duration lifetime) {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		String hash = this.sealer.keyedHashToKeep(token, PURPOSE);
		PasswordLinkRow row = new PasswordLinkRow(account, purpose, hash, now.plus(lifetime), null);
		this.locks.lock(account);
		end(account, purpose);
		this.jdbc.sql("""
				insert into password_link (account_id, purpose, token_hash, issued_at, expires_at, check_value,
				rights_version)
				select id, cast(? as varchar(20)), cast(? as varchar(100)), cast(? as timestamp(6) with time zone),
				cast(? as timestamp(6) with time zone), cast(? as varchar(100)), rights_version from account
				where id = ? and enabled""")
			.params(purpose.name(), hash, Timestamp.from(now), Timestamp.from(row.expiresAt()),
					this.sealer.keyedHashToKeep(row.values(), PasswordLinkRow.CHECK), account)
			.update();
		return token;
	}

	/**
	 * @return the newest link that was issued, also if its time is over; nothing once it
	 * was used
	 */
	@Transactional(readOnly = true)
	public Optional<Issued> newest(UUID account, LinkPurpose purpose) {
		return this.jdbc
			.sql("select issued_at, expires_at from password_link where account_id = ? and purpose = ? and"
					+ Grants.HOLDS)
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
		return this.jdbc.sql(PasswordLinkRow.SELECT + " where token_hash = ?" + OPEN)
			.params(link, now())
			.query(PasswordLinkRow::read)
			.optional()
			.filter(this::isGenuine)
			.flatMap(this::openLink)
			.filter((found) -> found.account().enabled());
	}

	/**
	 * @return whether this call spent the link, and nobody else
	 */
	boolean spend(OpenLink link) {
		this.locks.lock(link.account().id());
		return this.jdbc.sql("delete from password_link where token_hash = ? and purpose = ?" + OPEN)
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

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	public void end(GrantsEnding ending) {
		UUID account = ending.account().id();
		Instant now = this.clock.instant();
		ending.report(Grant.INVITATION,
				newest(account, LinkPurpose.INVITATION).filter((link) -> link.until().isAfter(now)).isPresent());
		ending.report(Grant.PASSWORD_LINK,
				newest(account, LinkPurpose.RENEWAL).filter((link) -> link.until().isAfter(now)).isPresent());
		forget(account);
	}

	void forget(UUID account) {
		this.jdbc.sql("delete from password_link where account_id = ?").param(account).update();
	}

	/**
	 * Whoever can write to the database could give a link of their own to another
	 * account.
	 */
	private boolean isGenuine(PasswordLinkRow row) {
		boolean genuine = this.sealer.vouches(row.check(), row.values(), PasswordLinkRow.CHECK);
		if (!genuine) {
			this.broken.report(row.place());
		}
		return genuine;
	}

	private Optional<OpenLink> openLink(PasswordLinkRow row) {
		return this.accounts.find(row.account()).map((account) -> new OpenLink(row.hash(), row.purpose(), account));
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
