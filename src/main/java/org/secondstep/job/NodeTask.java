package org.secondstep.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A job that each node runs, and how its last run went on this node.
 */
class NodeTask implements Runnable {

	private static final Duration SHORT = Duration.ofMinutes(1);

	private final Job job;

	private final JobFailures failures;

	private final String node;

	private final Clock clock;

	private volatile @Nullable Instant lastRun;

	private volatile @Nullable JobFailure failure;

	NodeTask(Job job, JobFailures failures, String node, Clock clock) {
		this.job = job;
		this.failures = failures;
		this.node = node;
		this.clock = clock;
	}

	/**
	 * Logs the first failure of a row only: such jobs run every few seconds.
	 */
	@Override
	public void run() {
		try {
			boolean more = true;
			while (more && !Thread.currentThread().isInterrupted()) {
				more = this.job.step().getAsBoolean();
			}
			this.failure = null;
		}
		catch (RuntimeException ex) {
			if (this.failure == null) {
				this.failure = this.failures.log(this.job.name(), this.node, ex, this.clock.instant());
			}
		}
		this.lastRun = this.clock.instant();
	}

	/**
	 * @return milliseconds between two runs
	 */
	long pause() {
		return this.job.interval().toMillis();
	}

	/**
	 * @return milliseconds between the start of the node and the first run
	 */
	long firstPause() {
		return (this.job.interval().compareTo(SHORT) <= 0) ? 0 : pause();
	}

	JobStatus status() {
		Instant last = this.lastRun;
		return new JobStatus(this.job.name(), true, null, last, this.failure,
				(last != null) ? last.plus(this.job.interval()) : null, this.job.progress().get());
	}

}
