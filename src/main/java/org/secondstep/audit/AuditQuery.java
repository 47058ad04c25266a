package org.secondstep.audit;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which entries; what is null does not matter.
 *
 * @param chain only those of this chain
 * @param accounts only those about one of these; an empty set finds nothing
 * @param actors only what one of these did
 * @param from only those written at this time or later
 * @param before only those written before this time
 * @param requestId only those of one request
 */
public record AuditQuery(@Nullable UUID chain, @Nullable Set<UUID> accounts, @Nullable AuditAction action,
		@Nullable Set<UUID> actors, @Nullable Instant from, @Nullable Instant before, @Nullable String requestId) {

	public static AuditQuery all(@Nullable UUID chain) {
		return new AuditQuery(chain, null, null, null, null, null, null);
	}

}
