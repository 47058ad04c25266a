package org.secondstep.account;

import java.util.UUID;

import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives accounts another password. Every session belongs to the password with which it
 * began, so all of them end with the old one; so do links that were mailed.
 */
@Service
@Transactional
public class PasswordChanges {

	private final AccountRepository repository;

	private final Accounts accounts;

	private final PasswordLinks links;

	private final ApplicationEventPublisher events;

	PasswordChanges(AccountRepository repository, Accounts accounts, PasswordLinks links,
			ApplicationEventPublisher events) {
		this.repository = repository;
		this.accounts = accounts;
		this.links = links;
		this.events = events;
	}

	/**
	 * @return the account as it is now
	 */
	public AccountProfile change(UUID id, PasswordHash password) {
		this.repository.findById(id).orElseThrow().changePassword(password.encoded());
		this.links.forget(id);
		AccountProfile account = this.accounts.find(id).orElseThrow();
		this.events.publishEvent(AuditEvent.of(AuditAction.PASSWORD_CHANGED, account.subject()));
		return account;
	}

	/**
	 * Spends a link.
	 * @param link as in {@link PasswordLinks#find}
	 * @return whether it was still open
	 */
	public boolean changeByLink(UUID id, String link, PasswordHash password) {
		boolean spent = this.links.spend(link);
		if (spent) {
			change(id, password);
		}
		return spent;
	}

}
