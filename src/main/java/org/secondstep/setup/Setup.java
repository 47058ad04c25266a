package org.secondstep.setup;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

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
	 * Makes a token of 256 bits that replaces any earlier one. Only its hash is kept.
	 */
	@Transactional
	String issueToken() {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		this.jdbc.sql("delete from setup_token").update();
		this.jdbc.sql("insert into setup_token (token_hash, expires_at) values (?, ?)")
			.params(this.sealer.keyedHashToKeep(token, PURPOSE), Timestamp.from(this.clock.instant().plus(LIFETIME)))
			.update();
		return token;
	}

	/**
	 * @return the hash by which an open token is kept
	 */
	Optional<String> find(String token) {
		return this.sealer.keyedHashes(token, PURPOSE).stream().filter(this::isOpen).findFirst();
	}

	boolean isOpen(String hash) {
		return this.jdbc.sql("select count(*) from setup_token where token_hash = ? and expires_at > ?")
			.params(hash, Timestamp.from(this.clock.instant()))
			.query(Integer.class)
			.single() == 1;
	}

	PasswordHash hash(String password) {
		return this.passwords.hash(password);
	}

	/**
	 * Spends the token and creates the first organization with its administrator.
	 * @return whether the token was still open
	 */
	@Transactional
	boolean complete(String hash, String organization, String domain, String name, Username username,
			PasswordHash password) {
		if (!isNeeded() || !spend(hash)) {
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
