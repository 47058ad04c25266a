package org.secondstep.apitoken;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditSubject;
import org.secondstep.organization.OrganizationProfile;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A script that showed a token; the principal of its request.
 *
 * @param id of the token
 * @param maker the administrator who made it
 * @param organization the only one of which it may hear; null for all
 */
public record ApiCaller(UUID id, String name, AccountProfile maker,
		@Nullable OrganizationProfile organization) implements AuthenticatedPrincipal {

	@Override
	public String getName() {
		return this.name;
	}

	/**
	 * @return the token as the one who acts
	 */
	public AuditSubject actor() {
		return new AuditSubject(this.id, "API token " + this.name, home().id());
	}

	/**
	 * @return the organization in whose audit the token's use is told
	 */
	public OrganizationProfile home() {
		return (this.organization != null) ? this.organization : this.maker.organization();
	}

}
