package org.secondstep.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an audit entry tells the person whom it is about.
 *
 * @param actor who did it, by the name of that time
 * @param address where the request came from
 */
public record RememberedEvent(Instant at, AuditAction action, @Nullable String actor, @Nullable String kind,
		@Nullable String detail, @Nullable String address) {

}
