package org.secondstep.method;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What others may know of a registered method.
 *
 * @param kind key of its kind
 * @param name what its owner calls it, unique per account
 */
public record MethodProfile(UUID id, UUID accountId, String kind, String name, boolean isDefault, Instant registeredAt,
		@Nullable Instant lastUsedAt) {

}
