package org.secondstep.bulkinvitation;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an administrator chooses beside the people. The preview carries it, and the order
 * repeats it.
 *
 * @param imported an import whose people are meant, instead of those of a search
 * @param bulk an earlier bulk whose people are meant
 * @param again "true" also invites people whose invitation is still open
 * @param language of mails to people who chose none
 * @param number made for this form, so that sending it twice orders once
 * @param expected how many people the preview promised
 */
record BulkForm(@Nullable UUID imported, @Nullable UUID bulk, @Nullable String again, @Nullable String language,
		@Nullable UUID number, @Nullable Long expected) {

	boolean isAgain() {
		return "true".equals(this.again);
	}

}
