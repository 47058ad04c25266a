package org.secondstep.organization;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.secondstep.audit.AuditSubject;

/**
 * What other packages may know of an organization.
 *
 * @param accent the accent colour as "#rrggbb", not yet checked for contrast
 * @param zone where its people live; times are shown in it
 * @param domains mail domains in lower case, sorted
 * @param version counts its changes
 */
public record OrganizationProfile(UUID id, String name, String accent, ZoneId zone, List<String> domains,
		ServiceDesk serviceDesk, MfaPolicy policy, int version) {

	public boolean isMfaMandatory(Instant now) {
		return this.policy.isMandatoryOn(now.atZone(this.zone).toLocalDate());
	}

	public AuditSubject subject() {
		return new AuditSubject(this.id, this.name, this.id);
	}

	public OrganizationDetails details() {
		return new OrganizationDetails(this.name, this.accent, this.zone, Set.copyOf(this.domains), this.serviceDesk,
				this.policy);
	}

}
