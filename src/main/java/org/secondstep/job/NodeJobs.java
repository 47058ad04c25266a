package org.secondstep.job;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.github.kagkarlsson.scheduler.ExecutorUtils;
import com.github.kagkarlsson.scheduler.SchedulerName;
import org.jspecify.annotations.Nullable;
import org.secondstep.console.Console;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Runs the jobs that each node runs for itself, also on nodes that take no part in the
 * jobs of the cluster. Those that run every few seconds begin at once: what was measured
 * before a stop is too old.
 */
@Component
class NodeJobs implements SmartLifecycle {

	private static final int THREADS = 2;

	private final ObjectProvider<Job> jobs;

	private final JobFailures failures;

	private final SchedulerName node;

	private final Clock clock;

	private final Environment environment;

	private volatile List<NodeTask> tasks = List.of();

	private volatile @Nullable ScheduledExecutorService threads;

	NodeJobs(ObjectProvider<Job> jobs, JobFailures failures, SchedulerName node, Clock clock, Environment environment) {
		this.jobs = jobs;
		this.failures = failures;
		this.node = node;
		this.clock = clock;
		this.environment = environment;
	}

	@Override
	public boolean isAutoStartup() {
		return !this.environment.matchesProfiles(Console.PROFILE);
	}

	@Override
	public void start() {
		ScheduledExecutorService started = Executors.newScheduledThreadPool(THREADS,
				new CustomizableThreadFactory("node-job-"));
		this.tasks = this.jobs.stream()
			.filter(Job::everywhere)
			.map((job) -> new NodeTask(job, this.failures, this.node.getName(), this.clock))
			.toList();
		this.tasks.forEach(
				(task) -> started.scheduleWithFixedDelay(task, task.firstPause(), task.pause(), TimeUnit.MILLISECONDS));
		this.threads = started;
	}

	@Override
	public void stop() {
		ScheduledExecutorService running = this.threads;
		if (running != null) {
			running.shutdown();
			ExecutorUtils.awaitTermination(running, ClusterScheduler.SHUTDOWN_WAIT);
			this.threads = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	List<JobStatus> statuses() {
		return this.tasks.stream().map(NodeTask::status).toList();
	}

}
