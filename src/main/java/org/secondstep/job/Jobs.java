package org.secondstep.job;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.secondstep.job.JobStore.Kept;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * How all jobs stand, and a way to run one before it is due.
 */
@Service
public class Jobs {

	private final ObjectProvider<Job> jobs;

	private final NodeJobs ofThisNode;

	private final JobStore store;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Jobs(ObjectProvider<Job> jobs, NodeJobs ofThisNode, JobStore store, ApplicationEventPublisher events, Clock clock) {
		this.jobs = jobs;
		this.ofThisNode = ofThisNode;
		this.store = store;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return by name
	 */
	public List<JobStatus> all() {
		Map<String, Kept> kept = this.store.all();
		Stream<JobStatus> ofCluster = this.jobs.stream()
			.filter((job) -> !job.everywhere())
			.map((job) -> status(job, kept.get(job.name())));
		return Stream.concat(ofCluster, this.ofThisNode.statuses().stream())
			.sorted(Comparator.comparing(JobStatus::name))
			.toList();
	}

	/**
	 * Makes a job of the cluster due, with the transaction of the caller if there is one.
	 * @return whether it was waiting for its time; false while it runs
	 */
	public boolean runNow(String name) {
		boolean due = this.store.makeDue(name, this.clock.instant());
		if (due) {
			this.events.publishEvent(new Due(name));
		}
		return due;
	}

	private static JobStatus status(Job job, @Nullable Kept kept) {
		return (kept == null) ? new JobStatus(job.name(), false, null, null, null, null, job.progress().get())
				: new JobStatus(job.name(), false, kept.runningOn(), kept.lastRun(), kept.failure(), kept.nextRun(),
						job.progress().get());
	}

	/**
	 * A job became due.
	 */
	record Due(String job) {

	}

}
