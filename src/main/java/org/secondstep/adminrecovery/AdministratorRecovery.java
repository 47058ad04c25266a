package org.secondstep.adminrecovery;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.PasswordChanges;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.MethodRemovals;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.secret.Sealer;
import org.secondstep.shell.PortalAddress;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues recovery addresses and spends them. One per account is open, for 15 minutes; its
 * token is kept as a hash that is bound to the account.
 */
@Service
@Transactional
class AdministratorRecovery {

	static final Duration LIFETIME = Duration.ofMinutes(15);

	/** Stands in the audit and in the owner's mails. */
	static final String REASON = "admin recover";

	private static final String PURPOSE = "administrator-recovery";

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final AccountLocks locks;

	private final PasswordChanges passwords;

	private final MethodRemovals methods;

	private final AccountGenerations generations;

	private final TemporaryPasses passes;

	private final Outbox outbox;

	private final Sealer sealer;

	private final PortalAddress address;

	private final SecureRandom random;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AdministratorRecovery(JdbcClient jdbc, Accounts accounts, AccountLocks locks, PasswordChanges passwords,
			MethodRemovals methods, AccountGenerations generations, TemporaryPasses passes, Outbox outbox,
			Sealer sealer, PortalAddress address, SecureRandom random, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.locks = locks;
		this.passwords = passwords;
		this.methods = methods;
		this.generations = generations;
		this.passes = passes;
		this.outbox = outbox;
		this.sealer = sealer;
		this.address = address;
		this.random = random;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Makes an address for an administrator; an earlier one opens nothing any more. It is
	 * in the audit, and in the mails to every administrator, before anybody sees it.
	 * @param typed the account as somebody typed it
	 */
	RecoveryAnswer issue(String typed) {
		Optional<AccountProfile> found = this.accounts.find(typed);
		if (found.isEmpty()) {
			return RecoveryAnswer.refused("There is no such account.");
		}
		AccountProfile account = found.get();
		if (!account.isAdministrator()) {
			return RecoveryAnswer.refused("This account is no administrator: the service desk can help its owner.");
		}
		if (!mayBeRecovered(account)) {
			return RecoveryAnswer.refused("This account is disabled: another administrator can enable it.");
		}
		this.locks.lock(account.id());
		String token = token();
		store(account.id(), token);
		this.events.publishEvent(AuditEvent.bySystem(AuditAction.ADMINISTRATOR_RECOVERY_ISSUED, account.subject()));
		Letter letter = Letter.of("notice.administrator-recovery", account.username(), this.clock.instant());
		this.accounts.administrators().forEach((each) -> this.outbox.queue(each, letter));
		return new RecoveryAnswer(true, this.address.text() + "/sign-in/recover?token=" + token);
	}

	/**
	 * @return the account of an open address
	 */
	@Transactional(readOnly = true)
	public Optional<OpenRecovery> find(String token) {
		return this.sealer.keyedHashes(token, PURPOSE).stream().flatMap((hash) -> open(hash).stream()).findFirst();
	}

	/**
	 * @param hash of a token
	 */
	@Transactional(readOnly = true)
	public Optional<OpenRecovery> open(String hash) {
		return this.jdbc.sql("select account_id from administrator_recovery where token_hash = ? and expires_at > ?")
			.params(hash, Timestamp.from(this.clock.instant()))
			.query(UUID.class)
			.optional()
			.flatMap(this.accounts::find)
			.filter(this::mayBeRecovered)
			.map((account) -> new OpenRecovery(hash, account));
	}

	/**
	 * Spends an address: the account is enabled, has the new password, no method, no pass
	 * and no session, and must set up a method before anything else.
	 * @return the account's new generation; nothing if the address is no longer open
	 */
	OptionalInt recover(OpenRecovery recovery, PasswordHash password) {
		UUID id = recovery.account().id();
		this.locks.lock(id);
		AccountProfile account = this.accounts.find(id).orElseThrow();
		if (!mayBeRecovered(account) || !spend(recovery.hash())) {
			return OptionalInt.empty();
		}
		if (!account.enabled()) {
			this.accounts.enable(id, account.subject(), REASON);
		}
		this.passwords.change(this.accounts.find(id).orElseThrow(), password).orElseThrow();
		this.methods.reset(account, true, account.subject(), REASON);
		this.passes.takeBack(account, account.subject(), REASON);
		this.events.publishEvent(AuditEvent.of(AuditAction.ADMINISTRATOR_RECOVERED, account.subject()));
		return OptionalInt.of(this.generations.raise(id));
	}

	/**
	 * A disabled administrator only if nobody is left who could enable the account.
	 */
	private boolean mayBeRecovered(AccountProfile account) {
		return account.isAdministrator() && (account.enabled() || this.accounts.administrators().isEmpty());
	}

	private boolean spend(String hash) {
		return this.jdbc.sql("delete from administrator_recovery where token_hash = ? and expires_at > ?")
			.params(hash, Timestamp.from(this.clock.instant()))
			.update() == 1;
	}

	private void store(UUID account, String token) {
		Instant until = this.clock.instant().plus(LIFETIME);
		this.jdbc.sql("delete from administrator_recovery where account_id = ?").param(account).update();
		this.jdbc.sql("insert into administrator_recovery (account_id, token_hash, expires_at) values (?, ?, ?)")
			.params(account, this.sealer.keyedHashToKeep(token, PURPOSE), Timestamp.from(until))
			.update();
	}

	private String token() {
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * An address that can be used now.
	 */
	record OpenRecovery(String hash, AccountProfile account) {

	}

}
