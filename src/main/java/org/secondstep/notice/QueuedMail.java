package org.secondstep.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A mail that the mail server did not take yet.
 *
 * @param usefulUntil there is no use in sending it later
 * @param attempts how often it was handed to the mail server
 * @param givenUpAt when it was given up
 */
record QueuedMail(UUID id, String recipient, String subject, Instant createdAt, @Nullable Instant usefulUntil,
		int attempts, Instant nextAttemptAt, @Nullable Instant givenUpAt, @Nullable String lastError) {

	boolean isUseless(Instant now) {
		return this.usefulUntil != null && !now.isBefore(this.usefulUntil);
	}

}
