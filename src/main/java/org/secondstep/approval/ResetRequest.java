package org.secondstep.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A reset that waits for a second member of staff.
 *
 * @param account whose methods are to be removed
 * @param requestedBy the first member of staff
 */
record ResetRequest(UUID id, UUID account, UUID requestedBy, String reason, Instant requestedAt, Instant expiresAt) {

	static final Duration LIFETIME = Duration.ofHours(24);

	static ResetRequest read(ResultSet row, int index) throws SQLException {
		return new ResetRequest(row.getObject("id", UUID.class), row.getObject("account_id", UUID.class),
				row.getObject("requested_by", UUID.class), row.getString("reason"),
				row.getTimestamp("requested_at").toInstant(), row.getTimestamp("expires_at").toInstant());
	}

}
