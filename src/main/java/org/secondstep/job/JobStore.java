package org.secondstep.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is kept of jobs beside what the scheduler keeps itself: why they failed.
 */
@Repository
class JobStore {

	private static final String INSTANCE = "task_instance = 'recurring'";

	private final JdbcClient jdbc;

	JobStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * @return whether it was not running; otherwise nothing changed
	 */
	boolean makeDue(String job, Instant now) {
		return this.jdbc
			.sql("update scheduled_tasks set execution_time = ? where task_name = ? and picked = false and " + INSTANCE)
			.params(Timestamp.from(now), job)
			.update() == 1;
	}

	void failed(String job, JobFailure failure) {
		this.jdbc.sql("delete from job_failure where job = ?").param(job).update();
		this.jdbc.sql("insert into job_failure (job, failed_at, reason, reference, node) values (?, ?, ?, ?, ?)")
			.params(job, Timestamp.from(failure.at()), failure.reason().name(), failure.reference(), failure.node())
			.update();
	}

	Map<String, Kept> all() {
		Map<String, Kept> kept = new HashMap<>();
		this.jdbc.sql("""
				select task_name, execution_time, picked, picked_by, last_success, last_failure, consecutive_failures,
				failed_at, reason, reference, node
				from scheduled_tasks left join job_failure on job = task_name where\s""" + INSTANCE).query((row) -> {
			kept.put(row.getString("task_name"), kept(row));
		});
		return kept;
	}

	private static Kept kept(ResultSet row) throws SQLException {
		String reason = (row.getInt("consecutive_failures") > 0) ? row.getString("reason") : null;
		Instant success = instant(row, "last_success");
		Instant failure = instant(row, "last_failure");
		return new Kept(row.getBoolean("picked") ? row.getString("picked_by") : null, later(success, failure),
				(reason != null) ? new JobFailure(row.getTimestamp("failed_at").toInstant(),
						JobFailure.Reason.valueOf(reason), row.getString("reference"), row.getString("node")) : null,
				row.getTimestamp("execution_time").toInstant());
	}

	private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
		return (one == null || other != null && other.isAfter(one)) ? other : one;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp at = row.getTimestamp(column);
		return (at != null) ? at.toInstant() : null;
	}

	/**
	 * As in {@link JobStatus}.
	 */
	record Kept(@Nullable String runningOn, @Nullable Instant lastRun, @Nullable JobFailure failure, Instant nextRun) {

	}

}
