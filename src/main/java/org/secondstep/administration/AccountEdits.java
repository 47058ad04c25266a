package org.secondstep.administration;

import org.secondstep.account.AccountChange;
import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.NewAccount;
import org.secondstep.audit.AuditSubject;
import org.secondstep.invitation.Invitations;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.session.Sessions;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;

/**
 * Saves what administrators typed about accounts. Whose rights change is signed out
 * everywhere; they count at once even before that.
 */
@Service
class AccountEdits {

	private static final int MOST_RIVALS = 3;

	private final Accounts accounts;

	private final AccountChanges changes;

	private final Invitations invitations;

	private final Sessions sessions;

	AccountEdits(Accounts accounts, AccountChanges changes, Invitations invitations, Sessions sessions) {
		this.accounts = accounts;
		this.changes = changes;
		this.invitations = invitations;
		this.sessions = sessions;
	}

	/**
	 * @param organization the one of the account: its name must end with one of the mail
	 * domains, because sign-in finds the organization by them
	 * @param invite whether to mail its owner an invitation
	 */
	Saved create(NewAccount account, OrganizationProfile organization, boolean invite, AuditSubject by) {
		String name = account.username().value();
		if (!organization.domains().contains(name.substring(name.indexOf('@') + 1))) {
			return Saved.FOREIGN_DOMAIN;
		}
		if (this.accounts.find(name).isPresent()) {
			return Saved.USERNAME_TAKEN;
		}
		try {
			AccountProfile created = this.accounts.create(account, by);
			if (invite) {
				this.invitations.send(created, by);
			}
			return Saved.DONE;
		}
		catch (DataIntegrityViolationException ex) {
			return Saved.USERNAME_TAKEN;
		}
	}

	/**
	 * Mails an invitation if that is possible; an earlier one is dead.
	 */
	void invite(AccountProfile account, AuditSubject by) {
		this.invitations.send(account, by);
	}

	/**
	 * @param before the account as it is
	 * @param seen the edition that was seen
	 */
	AccountChange change(AccountProfile before, int seen, AccountDetails details, AuditSubject by) {
		AccountChange change = change(before, seen, details, by, MOST_RIVALS);
		if (change.refusal().isEmpty() && !details.hasSameRights(before.details())) {
			this.sessions.deleteAll(before.id());
		}
		return change;
	}

	/**
	 * The owner may choose a password or a language at the same moment, which is no
	 * conflict.
	 */
	private AccountChange change(AccountProfile before, int seen, AccountDetails details, AuditSubject by, int rivals) {
		try {
			return this.changes.change(before.id(), seen, details, by);
		}
		catch (OptimisticLockingFailureException ex) {
			if (rivals == 0) {
				throw ex;
			}
			return change(before, seen, details, by, rivals - 1);
		}
	}

}
