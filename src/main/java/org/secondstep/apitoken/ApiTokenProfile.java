package org.secondstep.apitoken;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What may be known of a token.
 *
 * @param prefix its first characters
 * @param organization name of the only one of which it tells; none for all
 * @param maker display name of the administrator who made it
 * @param lastUsedAt to the minute
 */
record ApiTokenProfile(UUID id, String name, String prefix, @Nullable String organization, String maker,
		Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt, TokenState state) {

}
