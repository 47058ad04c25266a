package org.secondstep.account;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditSubject;
import org.secondstep.organization.OrganizationProfile;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What other packages may know of an account; also the principal of a request, read anew
 * for each one, so that a lost role or a disabled account counts at once.
 *
 * @param language "en", "nl", "fr" or "de", once the person chose one
 * @param caseReference what a caller may read to the service desk; opens nothing
 * @param generation raised by every change that must end the account's sessions; a
 * session that carries an earlier number is over
 * @param edition counts what administrators changed
 * @param firstEnrolledAt when a method was registered for the first time, also if there
 * is none any more
 */
public record AccountProfile(UUID id, String username, String displayName, String email,
		OrganizationProfile organization, Set<Role> roles, boolean enabled, @Nullable String language,
		String caseReference, Instant createdAt, int generation, int edition,
		@Nullable Instant firstEnrolledAt) implements AuthenticatedPrincipal {

	@Override
	public String getName() {
		return this.username;
	}

	public AuditSubject subject() {
		return new AuditSubject(this.id, this.username, this.organization.id());
	}

	public AccountDetails details() {
		return new AccountDetails(this.displayName, this.email, this.organization.id(), this.roles, this.enabled);
	}

	public boolean isAdministrator() {
		return this.roles.contains(Role.ADMINISTRATOR);
	}

	public boolean isStaff() {
		return this.roles.stream().anyMatch(Role::isStaff);
	}

}
