package org.secondstep.setup;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.commons.codec.digest.DigestUtils;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.NewAccount;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.organization.ServiceDesk;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.secret.Sealer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one-time token of the first start and what it buys.
 */
@Service
class Setup {

	static final Duration LIFETIME = Duration.ofHours(24);

	private static final String PURPOSE = "setup-token";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Organizations organizations;

	private final Passwords passwords;

	private final Sealer sealer;

	private final SecureRandom random;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Setup(JdbcClient jdbc, Accounts accounts, Organizations organizations, Passwords passwords, Sealer sealer,
			SecureRandom random, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.organizations = organizations;
		this.passwords = passwords;
		this.sealer = sealer;
		this.random = random;
		this.events = events;
		this.clock = clock;
	}

	boolean isNeeded() {
		return this.accounts.isEmpty();
	}

	/**
	 * Makes a token of 256 bits that replaces any earlier one. Only a keyed hash over it
	 * and its end is kept, so nobody prolongs it or invents one in the database.
	 */
	@Transactional
	String issueToken() {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		Instant until = this.clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MICROS);
		String values = values(DigestUtils.sha256Hex(token), until);
		this.jdbc.sql("delete from setup_token").update();
		this.jdbc.sql("insert into setup_token (token_hash, expires_at) values (?, ?)")
			.params(this.sealer.keyedHashToKeep(values, PURPOSE), Timestamp.from(until))
			.update();
		return token;
	}

	/**
	 * @return the plain hash of an open token, which a session may keep
	 */
	Optional<String> find(String token) {
		return Optional.of(DigestUtils.sha256Hex(token)).filter(this::isOpen);
	}

	boolean isOpen(String digest) {
		return stored(digest).isPresent();
	}

	private Optional<String> stored(String digest) {
		return this.jdbc.sql("select token_hash, expires_at from setup_token where expires_at > ?")
			.param(Timestamp.from(this.clock.instant()))
			.query((row, index) -> Map.entry(row.getString(1), values(digest, row.getTimestamp(2).toInstant())))
			.list()
			.stream()
			.filter((row) -> this.sealer.vouches(row.getKey(), row.getValue(), PURPOSE))
			.map(Map.Entry::getKey)
			.findFirst();
	}

	private static String values(String digest, Instant until) {
		return digest + "\n" + until;
	}

	PasswordHash hash(String password) {
		return this.passwords.hash(password);
	}

	/**
	 * Spends the token and creates the first organization with its administrator.
	 * @return whether the token was still open
	 */
	@Transactional
	boolean complete(String digest, String organization, String domain, String name, Username username,
			PasswordHash password) {
		if (!isNeeded() || stored(digest).filter(this::spend).isEmpty()) {
			return false;
		}
		this.jdbc.sql("delete from setup_token").update();
		OrganizationProfile created = this.organizations.create(organization, "#1f5fbf", ZoneId.of("Europe/Brussels"),
				Set.of(domain), new ServiceDesk(null, null, null), MfaPolicy.VOLUNTARY);
		AccountProfile administrator = this.accounts.create(new NewAccount(username, name, username.value(),
				created.id(), Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)), password);
		this.events.publishEvent(AuditEvent.of(AuditAction.SETUP_COMPLETED, administrator.subject()));
		return true;
	}

	private boolean spend(String hash) {
		return this.jdbc.sql("delete from setup_token where token_hash = ? and expires_at > ?")
			.params(hash, Timestamp.from(this.clock.instant()))
			.update() == 1;
	}

}
