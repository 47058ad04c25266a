package org.secondstep.account;

import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.PasswordLinks.OpenLink;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.passwordhash.PasswordHash;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives accounts another password. That raises the account's generation, so every session
 * ends with the old password; so do links that were mailed.
 */
@Service
@Transactional
public class PasswordChanges {

	private final AccountRepository repository;

	private final Accounts accounts;

	private final PasswordLinks links;

	private final SealedPasswords passwords;

	private final ApplicationEventPublisher events;

	PasswordChanges(AccountRepository repository, Accounts accounts, PasswordLinks links, SealedPasswords passwords,
			ApplicationEventPublisher events) {
		this.repository = repository;
		this.accounts = accounts;
		this.links = links;
		this.passwords = passwords;
		this.events = events;
	}

	/**
	 * @param proven the account when its current password was proven
	 * @return the account as it is now; nothing if its sessions were ended since then, or
	 * it has another password
	 */
	public Optional<AccountProfile> change(AccountProfile proven, PasswordHash password) {
		return this.repository.lock(proven.id())
			.filter((account) -> account.generation() == proven.generation())
			.map((account) -> change(account.id(), password));
	}

	private AccountProfile change(UUID id, PasswordHash password) {
		this.repository.changePassword(id, this.passwords.seal(id, password));
		return remember(id, AuditAction.PASSWORD_CHANGED);
	}

	/**
	 * Spends a link.
	 * @return the account as it is now; nothing if the link is no longer open, or is for
	 * the first password and there is one
	 */
	public Optional<AccountProfile> changeByLink(OpenLink link, PasswordHash password) {
		UUID id = link.account().id();
		if (!this.links.spend(link)
				|| (link.purpose().isFirst() && this.repository.open(id, this.passwords.seal(id, password)) == 0)) {
			return Optional.empty();
		}
		return Optional.of(switch (link.purpose()) {
			case RENEWAL, RENEWAL_BY_PASS -> change(id, password);
			case INVITATION -> remember(id, AuditAction.INVITATION_ACCEPTED);
			case TEMPORARY_PASS -> remember(id, AuditAction.FIRST_PASSWORD_CHOSEN);
		});
	}

	private AccountProfile remember(UUID id, AuditAction action) {
		this.links.forget(id);
		AccountProfile account = this.accounts.find(id).orElseThrow();
		this.events.publishEvent(AuditEvent.of(action, account.subject()));
		return account;
	}

}
