package org.secondstep.job;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Runs the jobs of which the cluster needs one run, not one for each node. Starts after
 * everything else and stops before it.
 */
@Component
class ClusterJobs extends AbstractSchedulerListener implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ClusterJobs.class);

	private final ObjectProvider<Job> jobs;

	private final JobFailures failures;

	private final DataSource database;

	private final JobProperties properties;

	private final SchedulerName node;

	private final Clock clock;

	private volatile @Nullable Scheduler scheduler;

	private volatile @Nullable JobRepair repair;

	private volatile boolean disturbed;

	ClusterJobs(ObjectProvider<Job> jobs, JobFailures failures, DataSource database, JobProperties properties,
			SchedulerName node, Clock clock) {
		this.jobs = jobs;
		this.failures = failures;
		this.database = database;
		this.properties = properties;
		this.node = node;
		this.clock = clock;
	}

	@Override
	public void start() {
		if (this.properties.run()) {
			List<Job> ofCluster = this.jobs.stream().filter((job) -> !job.everywhere()).toList();
			JobRepair repair = new JobRepair(JdbcClient.create(this.database), this.clock, ofCluster);
			repair.repair();
			this.repair = repair;
			Scheduler started = new ClusterScheduler(this.database, this.node, this.clock,
					ofCluster.stream()
						.map((job) -> new ClusterTask(job, this.failures, this.node.getName()).task())
						.toList())
				.addSchedulerListener(this)
				.build();
			started.start();
			this.scheduler = started;
		}
	}

	@Override
	public void stop() {
		Scheduler running = this.scheduler;
		if (running != null) {
			running.stop();
			this.scheduler = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

	@TransactionalEventListener(fallbackExecution = true)
	void lookNow(Jobs.Due due) {
		Scheduler running = this.scheduler;
		if (running != null) {
			running.triggerCheckForDueExecutions();
		}
	}

	/**
	 * One line when it begins and one when it is over, however long the database is away.
	 * The scheduler looks for dead nodes every 20 seconds.
	 */
	@Override
	public void onSchedulerEvent(SchedulerEventType type) {
		JobRepair repair = this.repair;
		if (type == SchedulerEventType.RAN_DETECT_DEAD && repair != null) {
			repair.repair();
		}
		else if (type == SchedulerEventType.UNEXPECTED_ERROR && !this.disturbed) {
			this.disturbed = true;
			log.error("Background jobs stand still: the database cannot be used. Tried again every {} s",
					ClusterScheduler.POLL.toSeconds());
		}
		else if (type == SchedulerEventType.RAN_EXECUTE_DUE && this.disturbed) {
			this.disturbed = false;
			log.info("Background jobs go on");
		}
	}

}
