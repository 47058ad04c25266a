package org.secondstep.organization;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import org.secondstep.audit.AuditSubject;

/**
 * What other packages may know of an organization.
 *
 * @param accent the accent colour as "#rrggbb", not yet checked for contrast
 * @param zone where its people live; times are shown in it
 * @param domains mail domains in lower case, sorted
 */
public record OrganizationProfile(UUID id, String name, String accent, ZoneId zone, List<String> domains,
		ServiceDesk serviceDesk, MfaPolicy policy) {

	public boolean isMfaMandatory(Instant now) {
		return this.policy.isMandatoryOn(now.atZone(this.zone).toLocalDate());
	}

	public AuditSubject subject() {
		return new AuditSubject(this.id, this.name, this.id);
	}

}
