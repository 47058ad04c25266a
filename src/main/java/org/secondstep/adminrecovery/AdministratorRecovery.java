package org.secondstep.adminrecovery;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.PasswordChanges;
import org.secondstep.adminrecovery.RecoveryAddresses.HeldRecovery;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.MethodRemovals;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.shell.PortalAddress;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues recovery addresses and spends them. One per account is open, for 15 minutes.
 */
@Service
@Transactional
class AdministratorRecovery {

	/** Stands in the audit and in the owner's mails. */
	static final String REASON = "admin recover";

	private final RecoveryAddresses addresses;

	private final Accounts accounts;

	private final AccountLocks locks;

	private final PasswordChanges passwords;

	private final MethodRemovals methods;

	private final AccountGenerations generations;

	private final TemporaryPasses passes;

	private final Outbox outbox;

	private final PortalAddress address;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AdministratorRecovery(RecoveryAddresses addresses, Accounts accounts, AccountLocks locks, PasswordChanges passwords,
			MethodRemovals methods, AccountGenerations generations, TemporaryPasses passes, Outbox outbox,
			PortalAddress address, ApplicationEventPublisher events, Clock clock) {
		this.addresses = addresses;
		this.accounts = accounts;
		this.locks = locks;
		this.passwords = passwords;
		this.methods = methods;
		this.generations = generations;
		this.passes = passes;
		this.outbox = outbox;
		this.address = address;
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
		String token = this.addresses.add(account.id());
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
		return this.addresses.find(token).flatMap(this::open);
	}

	/**
	 * @param held what {@link #find} found
	 */
	@Transactional(readOnly = true)
	public Optional<OpenRecovery> open(HeldRecovery held) {
		return Optional.of(held)
			.filter(this.addresses::isOpen)
			.flatMap((open) -> this.accounts.find(open.account()))
			.filter(this::mayBeRecovered)
			.map((account) -> new OpenRecovery(held, account));
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
		if (!mayBeRecovered(account) || !this.addresses.spend(recovery.held())) {
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

	/**
	 * An address that can be used now.
	 */
	record OpenRecovery(HeldRecovery held, AccountProfile account) {

	}

}
