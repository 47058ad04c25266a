package org.secondstep.audit;

import java.util.UUID;

/**
 * An account, an organization itself, or the portal, as it was called when something
 * happened.
 */
public record AuditSubject(UUID id, String name, UUID organizationId) {

	static final AuditSubject PORTAL = new AuditSubject(AuditEntry.NOBODYS, "Second Step", AuditEntry.NOBODYS);

}
