package org.secondstep.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;

/**
 * The settings of the scheduler. By default it would leave the work of a dead node alone
 * for half an hour, and a node that stops would wait as long.
 */
class ClusterScheduler extends SchedulerBuilder {

	static final Duration POLL = Duration.ofSeconds(5);

	static final Duration HEARTBEAT = Duration.ofSeconds(10);

	/** Three make 30 seconds, after which a node counts as dead. */
	static final int MISSED_HEARTBEATS = 3;

	static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);

	/** One for long jobs, so that short ones do not wait, and few connections. */
	private static final int THREADS = 3;

	ClusterScheduler(DataSource database, SchedulerName node, Clock clock, List<CustomTask<Void>> tasks) {
		super(database, List.of());
		startTasks(tasks);
		schedulerName(node);
		clock(clock::instant);
		threads(THREADS);
		pollingInterval(POLL);
		heartbeatInterval(HEARTBEAT);
		this.numberOfMissedHeartbeatsBeforeDead = MISSED_HEARTBEATS;
		shutdownMaxWait(SHUTDOWN_WAIT);
		enableImmediateExecution();
		failureLogging(LogLevel.OFF, false);
	}

}
