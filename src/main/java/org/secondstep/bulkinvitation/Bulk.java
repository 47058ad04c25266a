package org.secondstep.bulkinvitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditSubject;

/**
 * A bulk of invitations that an administrator ordered.
 *
 * @param origin where its people come from
 * @param originText the search without what was typed, or the name of the file
 * @param language of mails to people who chose none
 * @param again whether people are invited again whose invitation is still open
 */
record Bulk(UUID id, Origin origin, String originText, String language, boolean again, BulkState state,
		@Nullable StopReason stopReason, AuditSubject by, Instant createdAt) {

	static Bulk read(ResultSet row, int index) throws SQLException {
		AuditSubject by = new AuditSubject(row.getObject("by_id", UUID.class), row.getString("by_name"),
				row.getObject("by_organization", UUID.class));
		String reason = row.getString("stop_reason");
		return new Bulk(row.getObject("id", UUID.class), Origin.valueOf(row.getString("origin")),
				row.getString("origin_text"), row.getString("mail_language"), row.getBoolean("again"),
				BulkState.valueOf(row.getString("state")), (reason != null) ? StopReason.valueOf(reason) : null, by,
				row.getTimestamp("created_at").toInstant());
	}

	boolean isRunning() {
		return this.state == BulkState.RUNNING;
	}

	enum Origin {

		SEARCH, IMPORT, BULK;

		String shown(String text) {
			return (this == IMPORT) ? text : "";
		}

	}

}
