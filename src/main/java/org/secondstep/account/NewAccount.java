package org.secondstep.account;

import java.util.Set;
import java.util.UUID;

/**
 * An account to be created.
 *
 * @param email where notices go
 * @param roles at least one
 */
public record NewAccount(Username username, String displayName, String email, UUID organizationId, Set<Role> roles) {

	public NewAccount {
		if (roles.isEmpty()) {
			throw new IllegalArgumentException("Expected at least one role");
		}
		roles = Set.copyOf(roles);
	}

}
