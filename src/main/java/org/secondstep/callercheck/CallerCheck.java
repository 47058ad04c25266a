package org.secondstep.callercheck;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One check of one caller.
 *
 * @param account the person who calls
 * @param staff none while nobody of the service desk began
 * @param colleague who is asked whether the person is there
 * @param state as stored, whatever the time
 * @param callerHeard whether the caller typed the right word
 */
record CallerCheck(UUID id, UUID account, @Nullable UUID staff, @Nullable UUID colleague, Way way, CheckState state,
		String language, String sealedWords, boolean callerHeard, boolean staffHeard, Instant expiresAt,
		@Nullable Instant verifiedAt) {

	/** So many wrong words of one side end the check. */
	static final int TRIES = 3;

	static final Duration LIFETIME = Duration.ofMinutes(5);

	/** A colleague may have to sign in first. */
	static final Duration LIFETIME_OF_QUESTION = Duration.ofMinutes(15);

	/** How long a verified caller may be helped. */
	static final Duration HOLDS = Duration.ofMinutes(10);

	static CallerCheck read(ResultSet row, int index) throws SQLException {
		Timestamp verifiedAt = row.getTimestamp("verified_at");
		return new CallerCheck(row.getObject("id", UUID.class), row.getObject("account_id", UUID.class),
				row.getObject("staff_id", UUID.class), row.getObject("colleague_id", UUID.class),
				Way.valueOf(row.getString("way")), CheckState.valueOf(row.getString("state")),
				row.getString("language"), row.getString("sealed_words"), row.getBoolean("caller_heard"),
				row.getBoolean("staff_heard"), row.getTimestamp("expires_at").toInstant(),
				(verifiedAt != null) ? verifiedAt.toInstant() : null);
	}

	CheckState seenBy(Side side, Instant now) {
		if (this.state != CheckState.OPEN) {
			return isForgotten(now) ? CheckState.EXPIRED : this.state;
		}
		if (!now.isBefore(this.expiresAt)) {
			return CheckState.EXPIRED;
		}
		if (this.way == Way.COLLEAGUE) {
			return CheckState.ASKED;
		}
		boolean heard = (side == Side.CALLER) ? this.callerHeard : this.staffHeard;
		return (this.staff == null) ? CheckState.AWAITED : heard ? CheckState.HEARD : CheckState.OPEN;
	}

	private boolean isForgotten(Instant now) {
		return this.verifiedAt != null && !now.isBefore(this.verifiedAt.plus(HOLDS));
	}

}
