package org.secondstep.staff;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;

/**
 * Whom a member of staff may see.
 *
 * @param organization the only one, or null for all of them
 */
public record Scope(@Nullable UUID organization) {

	public static Scope of(AccountProfile staff) {
		return new Scope(staff.roles().contains(Role.ADMINISTRATOR) ? null : staff.organization().id());
	}

	public boolean isAll() {
		return this.organization == null;
	}

	public boolean includes(UUID other) {
		return this.organization == null || this.organization.equals(other);
	}

}
