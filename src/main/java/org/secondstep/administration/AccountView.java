package org.secondstep.administration;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.invitation.InvitationProfile;
import org.secondstep.invitation.Invitations;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.shell.Moment;

import org.springframework.stereotype.Service;

/**
 * An account as its administrators see it.
 */
@Service
class AccountView {

	private final Accounts accounts;

	private final Organizations organizations;

	private final Invitations invitations;

	private final Audit audit;

	AccountView(Accounts accounts, Organizations organizations, Invitations invitations, Audit audit) {
		this.accounts = accounts;
		this.organizations = organizations;
		this.invitations = invitations;
		this.audit = audit;
	}

	/**
	 * @throws NoSuchElementException if there is no such account
	 */
	AccountProfile look(UUID id, AccountProfile administrator) {
		AccountProfile account = this.accounts.find(id).orElseThrow();
		this.audit.remember(AuditEvent.of(AuditAction.PERSON_VIEWED, account.subject()).by(administrator.subject()));
		return account;
	}

	/**
	 * @param account none while it is created
	 * @param edition what the form carries
	 * @param differences from what somebody else saved meanwhile
	 */
	AccountPage view(@Nullable AccountProfile account, @Nullable String edition, List<Difference> differences,
			Locale locale) {
		List<OrganizationProfile> known = this.organizations.all();
		if (account == null) {
			return new AccountPage(null, edition, known, Role.values(), differences, false, false, null,
					this.invitations.isMailing());
		}
		Invitation invitation = this.invitations.of(account.id())
			.map((found) -> Invitation.of(found, account, locale))
			.orElse(null);
		String domain = account.username().substring(account.username().indexOf('@') + 1);
		return new AccountPage(account, edition, known, Role.values(), differences,
				!account.organization().domains().contains(domain), this.invitations.isPossible(account), invitation,
				this.invitations.isMailing());
	}

	/**
	 * @param foreign whether the name of this account ends with no mail domain of its
	 * organization, so that sign-in cannot show that one before the password
	 * @param invitable whether an invitation can be sent
	 * @param invitation the newest one that was not accepted
	 * @param mailing whether there is a mail server, without which nobody can be invited
	 */
	record AccountPage(@Nullable AccountProfile account, @Nullable String edition,
			List<OrganizationProfile> organizations, Role[] roles, List<Difference> differences, boolean foreign,
			boolean invitable, @Nullable Invitation invitation, boolean mailing) {
	}

	record Invitation(Moment until, boolean over) {

		static Invitation of(InvitationProfile profile, AccountProfile account, Locale locale) {
			return new Invitation(Moment.of(profile.until(), account.organization().zone(), locale), profile.over());
		}

	}

}
