package org.secondstep.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What administrators decide about an account.
 *
 * @param email where notices go
 * @param roles at least one
 */
public record AccountDetails(String displayName, String email, UUID organizationId, Set<Role> roles, boolean enabled) {

	/** A name as pages and mails can show it. */
	public static final String NAME = "[^\\p{Cc}\\p{Cf}\\p{Cs}]{1,100}";

	/** A mail address to which a mail server would send. */
	public static final String MAIL_ADDRESS = "[^\\s@\\p{C}<>()\\[\\],;:\\\\\"]{1,64}@[A-Za-z0-9.-]{1,189}";

	public AccountDetails {
		if (roles.isEmpty()) {
			throw new IllegalArgumentException("Expected at least one role");
		}
		roles = Set.copyOf(roles);
	}

	/**
	 * @return whether somebody with these details may administer the portal
	 */
	public boolean isAdministrator() {
		return this.enabled && this.roles.contains(Role.ADMINISTRATOR);
	}

	/**
	 * @return whether the account may do the same as before, in the same organization
	 */
	public boolean hasSameRights(AccountDetails before) {
		return this.organizationId.equals(before.organizationId) && this.roles.equals(before.roles)
				&& this.enabled == before.enabled;
	}

	/**
	 * Enabling ends nothing: whatever there was ended when the account was disabled.
	 * @return whether what was given for the rights before must not be used for these
	 */
	boolean endsGrantsOf(AccountDetails before) {
		return !this.organizationId.equals(before.organizationId) || !this.roles.equals(before.roles)
				|| (before.enabled && !this.enabled);
	}

	AccountDetails disabled() {
		return new AccountDetails(this.displayName, this.email, this.organizationId, this.roles, false);
	}

	/**
	 * @return what is different after this, beside the rights, in words for the audit
	 */
	List<String> changesTo(AccountDetails after) {
		List<String> changes = new ArrayList<>();
		if (!this.displayName.equals(after.displayName)) {
			changes.add("name: " + this.displayName + " → " + after.displayName);
		}
		if (!this.email.equals(after.email)) {
			changes.add("mail address");
		}
		return changes;
	}

	String roleNames() {
		return String.join(", ", new TreeSet<>(this.roles).stream().map(Role::name).toList());
	}

}
