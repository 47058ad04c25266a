package org.secondstep.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.organization.Organizations;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes accounts as administrators decide. There always is one who may administer.
 */
@Service
@Transactional
public class AccountChanges {

	private final AccountRepository accounts;

	private final Organizations organizations;

	private final PasswordLinks links;

	private final Grants grants;

	private final AccountGenerations generations;

	private final ApplicationEventPublisher events;

	AccountChanges(AccountRepository accounts, Organizations organizations, PasswordLinks links, Grants grants,
			AccountGenerations generations, ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.organizations = organizations;
		this.links = links;
		this.grants = grants;
		this.generations = generations;
		this.events = events;
	}

	/**
	 * @param seen the edition that the administrator saw
	 */
	public AccountChange change(UUID id, int seen, AccountDetails details, AuditSubject by) {
		AccountProfile before = profile(this.accounts.findById(id).orElseThrow());
		Optional<AccountRefusal> refusal = refusal(before, seen, details, by);
		if (refusal.isPresent()) {
			return new AccountChange(refusal, Set.of());
		}
		Set<Grant> ended = details.endsGrantsOf(before.details()) ? this.grants.end(before, details, by) : Set.of();
		change(id, before, details);
		this.accounts.flush(); // before its links and the audit, as everywhere
		if (!details.hasSameRights(before.details())) {
			this.generations.raise(id);
		}
		tell(before, profile(this.accounts.findById(id).orElseThrow()), by);
		return new AccountChange(refusal, ended);
	}

	/**
	 * What ended grants may have detached the account that was read before.
	 */
	private void change(UUID id, AccountProfile before, AccountDetails details) {
		Account account = this.accounts.findById(id).orElseThrow();
		if (profile(account).edition() != before.edition()) {
			throw new OptimisticLockingFailureException("Expected edition " + before.edition());
		}
		account.change(details);
	}

	private Optional<AccountRefusal> refusal(AccountProfile before, int seen, AccountDetails details, AuditSubject by) {
		if (before.edition() != seen) {
			return Optional.of(AccountRefusal.STALE);
		}
		if (before.id().equals(by.id()) && !details.hasSameRights(before.details())) {
			return Optional.of(AccountRefusal.OWN_RIGHTS);
		}
		boolean last = before.details().isAdministrator() && !details.isAdministrator()
				&& this.accounts.lockAdministrators().equals(List.of(before.id().toString()));
		return last ? Optional.of(AccountRefusal.LAST_ADMINISTRATOR) : Optional.empty();
	}

	/**
	 * Every change is an entry of its own; a move is one in the audit of both
	 * organizations. Links that were mailed to another address are dead.
	 */
	private void tell(AccountProfile before, AccountProfile after, AuditSubject by) {
		AccountDetails was = before.details();
		AccountDetails is = after.details();
		List<String> changes = was.changesTo(is);
		if (!was.organizationId().equals(is.organizationId())) {
			tell(AuditAction.ACCOUNT_MOVED, before, by, "→ " + after.organization().name());
			tell(AuditAction.ACCOUNT_MOVED, after, by, before.organization().name() + " →");
		}
		if (!changes.isEmpty()) {
			tell(AuditAction.ACCOUNT_CHANGED, after, by, String.join("; ", changes));
		}
		if (!was.roles().equals(is.roles())) {
			tell(AuditAction.ROLES_CHANGED, after, by, was.roleNames() + " → " + is.roleNames());
		}
		if (was.enabled() != is.enabled()) {
			tell(is.enabled() ? AuditAction.ACCOUNT_ENABLED : AuditAction.ACCOUNT_DISABLED, after, by, null);
		}
		if (!was.email().equals(is.email())) {
			this.links.forget(before.id());
			this.events.publishEvent(new MailAddressChanged(before, after));
		}
	}

	private void tell(AuditAction action, AccountProfile whom, AuditSubject by, @Nullable String detail) {
		this.events.publishEvent(new AuditEvent(action, whom.subject(), by, null, detail));
	}

	private AccountProfile profile(Account account) {
		return account.profile(this.organizations.profile(account.organizationId()));
	}

}
