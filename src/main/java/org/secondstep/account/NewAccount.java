package org.secondstep.account;

import java.util.Set;
import java.util.UUID;

/**
 * An account to be created.
 *
 * @param email where notices go
 * @param roles at least one
 * @param enabled whether somebody may sign in with it
 */
public record NewAccount(Username username, String displayName, String email, UUID organizationId, Set<Role> roles,
		boolean enabled) {

	public NewAccount {
		if (roles.isEmpty()) {
			throw new IllegalArgumentException("Expected at least one role");
		}
		roles = Set.copyOf(roles);
	}

	/**
	 * An account with which somebody may sign in.
	 */
	public NewAccount(Username username, String displayName, String email, UUID organizationId, Set<Role> roles) {
		this(username, displayName, email, organizationId, roles, true);
	}

}
