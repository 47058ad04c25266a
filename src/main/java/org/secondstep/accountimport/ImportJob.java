package org.secondstep.accountimport;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.secondstep.audit.AuditSubject;

/**
 * An import and how far it is.
 *
 * @param by who started what is going on now
 * @param total number of lines with an account, those that cannot be read included
 * @param line the last one that was looked at
 * @param done how many of them were looked at
 * @param wrong how many lines have a problem, those that cannot be read included
 * @param failures of its latest batch, in a row
 */
record ImportJob(UUID id, String fileName, ImportState state, AuditSubject by, Instant createdAt, int total, int line,
		int done, int created, int changed, int unchanged, int wrong, int failures) {

	boolean isReady() {
		return (this.state == ImportState.CHECKED && this.wrong == 0) || this.state == ImportState.FAILED;
	}

	ImportJob after(int line, int rows, Counts counts) {
		return new ImportJob(this.id, this.fileName, this.state, this.by, this.createdAt, this.total, line,
				this.done + rows, this.created + counts.created(), this.changed + counts.changed(),
				this.unchanged + counts.unchanged(), this.wrong + counts.wrong(), 0);
	}

	/**
	 * What the lines of a batch mean.
	 */
	record Counts(int created, int changed, int unchanged, int wrong) {

	}

	static ImportJob read(ResultSet row, int index) throws SQLException {
		AuditSubject by = new AuditSubject(row.getObject("by_id", UUID.class), row.getString("by_name"),
				row.getObject("by_organization", UUID.class));
		return new ImportJob(row.getObject("id", UUID.class), row.getString("file_name"),
				ImportState.valueOf(row.getString("state")), by, row.getTimestamp("created_at").toInstant(),
				row.getInt("total"), row.getInt("line"), row.getInt("done"), row.getInt("created"),
				row.getInt("changed"), row.getInt("unchanged"), row.getInt("wrong"), row.getInt("failures"));
	}

}
