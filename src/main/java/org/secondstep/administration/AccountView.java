package org.secondstep.administration;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
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

	private final Organizations organizations;

	private final Invitations invitations;

	AccountView(Organizations organizations, Invitations invitations) {
		this.organizations = organizations;
		this.invitations = invitations;
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
			return new AccountPage(null, edition, known, Role.values(), differences, false, false, null);
		}
		Invitation invitation = this.invitations.of(account.id())
			.map((found) -> Invitation.of(found, account, locale))
			.orElse(null);
		String domain = account.username().substring(account.username().indexOf('@') + 1);
		return new AccountPage(account, edition, known, Role.values(), differences,
				!account.organization().domains().contains(domain), this.invitations.isPossible(account), invitation);
	}

	/**
	 * @param foreign whether the name of this account ends with no mail domain of its
	 * organization, so that sign-in cannot show that one before the password
	 * @param invitable whether an invitation can be sent
	 * @param invitation the newest one that was not accepted
	 */
	record AccountPage(@Nullable AccountProfile account, @Nullable String edition,
			List<OrganizationProfile> organizations, Role[] roles, List<Difference> differences, boolean foreign,
			boolean invitable, @Nullable Invitation invitation) {
	}

	record Invitation(Moment until, boolean over) {

		static Invitation of(InvitationProfile profile, AccountProfile account, Locale locale) {
			return new Invitation(Moment.of(profile.until(), account.organization().zone(), locale), profile.over());
		}

	}

}
