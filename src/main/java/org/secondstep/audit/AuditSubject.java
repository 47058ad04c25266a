package org.secondstep.audit;

import java.util.UUID;

/**
 * An account, or an organization itself, as it was called when something happened.
 */
public record AuditSubject(UUID id, String name, UUID organizationId) {

}
