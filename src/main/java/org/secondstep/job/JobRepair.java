package org.secondstep.job;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Puts right what was written while a clock was ahead: jobs would wait for that time, and
 * a node that died then would never be missed.
 */
class JobRepair {

	/** Later than this after its time, no honest node plans a run. */
	private static final Duration TOLERATED = Duration.ofMinutes(5);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final List<Job> jobs;

	/**
	 * @param jobs of the cluster
	 */
	JobRepair(JdbcClient jdbc, Clock clock, List<Job> jobs) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.jobs = jobs;
	}

	void repair() {
		Instant now = this.clock.instant();
		if (!this.jobs.isEmpty()) {
			repairTimes(now);
		}
		this.jdbc.sql("update scheduled_tasks set last_heartbeat = ? where picked = true and last_heartbeat > ?")
			.params(Timestamp.from(now), Timestamp.from(now.plus(TOLERATED)))
			.update();
	}

	private void repairTimes(Instant now) {
		List<Object> parameters = new ArrayList<>(List.of(Timestamp.from(now)));
		for (Job job : this.jobs) {
			parameters.add(job.name());
			parameters.add(Timestamp.from(now.plus(job.interval()).plus(TOLERATED)));
		}
		String ahead = String.join(" or ",
				Collections.nCopies(this.jobs.size(), "task_name = ? and execution_time > ?"));
		this.jdbc.sql("update scheduled_tasks set execution_time = ? where picked = false and (" + ahead + ")")
			.params(parameters)
			.update();
	}

}
