package org.secondstep.job;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.SchedulerName;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that runs jobs, without a portal.
 */
public final class JobNode extends ClusterJobs implements AutoCloseable {

	private final Semaphore looks = new Semaphore(0);

	private final Semaphore errors = new Semaphore(0);

	private final Semaphore searches = new Semaphore(0);

	private JobNode(String name, DataSource database, Clock clock, boolean run, Job... jobs) {
		super(provider(jobs), new JobFailures(new JobStore(JdbcClient.create(database)), new SecureRandom()), database,
				new JobProperties(run), new SchedulerName.Fixed(name), clock);
	}

	public static JobNode start(String name, DataSource database, Clock clock, Job... jobs) {
		JobNode node = new JobNode(name, database, clock, true, jobs);
		node.start();
		return node;
	}

	/**
	 * A node that only serves pages.
	 */
	static JobNode idle(DataSource database, Clock clock, Job... jobs) {
		JobNode node = new JobNode("idle", database, clock, false, jobs);
		node.start();
		return node;
	}

	static ObjectProvider<Job> provider(Job... jobs) {
		return new ObjectProvider<>() {
			@Override
			public Stream<Job> stream() {
				return List.of(jobs).stream();
			}
		};
	}

	/**
	 * Waits until it has looked for dead nodes and for what is due.
	 */
	JobNode awaitFirstLook() throws InterruptedException {
		await(this.searches);
		await(this.looks);
		return this;
	}

	void awaitLook() throws InterruptedException {
		await(this.looks);
	}

	void awaitError() throws InterruptedException {
		await(this.errors);
	}

	void lookNow() {
		this.looks.drainPermits();
		this.errors.drainPermits();
		lookNow(new Jobs.Due("any"));
	}

	@Override
	public void onSchedulerEvent(SchedulerEventType type) {
		super.onSchedulerEvent(type);
		switch (type) {
			case RAN_EXECUTE_DUE -> this.looks.release();
			case RAN_DETECT_DEAD -> this.searches.release();
			case UNEXPECTED_ERROR -> this.errors.release();
			default -> {
			}
		}
	}

	@Override
	public void close() {
		stop();
	}

	private static void await(Semaphore event) throws InterruptedException {
		assertThat(event.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
	}

}
