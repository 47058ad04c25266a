package org.secondstep.job;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.secondstep.job.JobFailure.Reason;
import org.secondstep.support.SettableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes that share a database and nothing else.
 */
@Tag("database")
@SpringBootTest(classes = ClusterJobsTests.Database.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ExtendWith(OutputCaptureExtension.class)
class ClusterJobsTests {

	private static final Duration DAY = Duration.ofDays(1);

	@Autowired
	DataSource database;

	final SettableClock clock = new SettableClock();

	final String name = "job-" + UUID.randomUUID();

	JobStore store;

	@BeforeEach
	void open() {
		JdbcClient jdbc = JdbcClient.create(this.database);
		jdbc.sql("delete from scheduled_tasks").update();
		this.store = new JobStore(jdbc);
	}

	@Test
	void runsEachJobOnOneOfTwoNodes() throws Exception {
		Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
		CountDownLatch all = new CountDownLatch(40);
		Job[] jobs = IntStream.range(0, 40).mapToObj((i) -> Job.every(DAY, this.name + i, () -> {
			runs.computeIfAbsent(this.name + i, (each) -> new AtomicInteger()).incrementAndGet();
			all.countDown();
		})).toArray(Job[]::new);

		JobNode one = JobNode.start("one", this.database, this.clock, jobs);
		JobNode other = JobNode.start("other", this.database, this.clock, jobs);
		boolean complete = all.await(20, TimeUnit.SECONDS);
		one.close();
		other.close();

		assertThat(complete).isTrue();
		assertThat(runs.values()).hasSize(40).allSatisfy((count) -> assertThat(count).hasValue(1));
	}

	@Test
	void takesOverTheWorkOfANodeThatDied() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch taken = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		AtomicReference<JobFailure> told = new AtomicReference<>();
		Job work = Job.every(DAY, this.name, () -> {
			if (runs.incrementAndGet() == 1) {
				begun.countDown();
				await(end);
			}
			else {
				told.set(this.store.all().get(this.name).failure());
				taken.countDown();
			}
		});
		SettableClock stopped = new SettableClock();
		JobNode dying = JobNode.start("dying", this.database, stopped, work);
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

		this.clock.forward(Duration.ofSeconds(29));
		try (JobNode early = JobNode.start("early", this.database, this.clock, work).awaitFirstLook()) {
			assertThat(early.isRunning()).isTrue();
			assertThat(runs).hasValue(1);
		}
		this.clock.forward(Duration.ofSeconds(1));
		JobNode late = JobNode.start("late", this.database, this.clock, work).awaitFirstLook();
		late.lookNow();
		boolean took = taken.await(20, TimeUnit.SECONDS);
		late.close();
		end.countDown();
		dying.close();

		assertThat(took).isTrue();
		assertThat(runs).hasValue(2);
		assertThat(told.get().reason()).isEqualTo(Reason.CUT_OFF);
		assertThat(told.get().node()).isEqualTo("dying");
		assertThat(this.store.all().get(this.name).failure()).isNull();
		assertThat(this.store.all().get(this.name).nextRun()).isEqualTo(this.clock.instant().plus(DAY));
	}

	@Test
	void leavesTheRestToOthersWhenItStops() throws Exception {
		AtomicInteger steps = new AtomicInteger();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		AtomicInteger onOther = new AtomicInteger();
		JobNode one = JobNode.start("one", this.database, this.clock, Job.inSteps(DAY, this.name, () -> {
			steps.incrementAndGet();
			begun.countDown();
			return true;
		}));
		assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

		one.close();
		int before = steps.get();
		try (JobNode other = JobNode.start("other", this.database, this.clock, Job.inSteps(DAY, this.name, () -> {
			boolean more = onOther.incrementAndGet() < 3;
			if (!more) {
				done.countDown();
			}
			return more;
		}))) {
			assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(other.isRunning()).isTrue();
		}

		assertThat(steps).hasValue(before);
		assertThat(onOther).hasValue(3);
	}

	@Test
	void saysWhyAJobFailedAndTriesAgainWithinAMinute(CapturedOutput log) throws Exception {
		CountDownLatch failing = new CountDownLatch(2);
		Job broken = Job.every(DAY, this.name, () -> {
			failing.countDown();
			throw new IllegalStateException("a fault of ours");
		});
		Job away = Job.every(DAY, this.name + "-away", () -> {
			failing.countDown();
			throw new DataAccessResourceFailureException("nobody\nlistens");
		});

		JobNode node = JobNode.start("node", this.database, this.clock, broken, away);
		assertThat(failing.await(20, TimeUnit.SECONDS)).isTrue();
		node.close();

		JobStore.Kept kept = this.store.all().get(this.name);
		assertThat(kept.failure().reason()).isEqualTo(Reason.UNEXPECTED);
		assertThat(kept.failure().node()).isEqualTo("node");
		assertThat(kept.lastRun()).isEqualTo(this.clock.instant());
		assertThat(kept.nextRun()).isEqualTo(this.clock.instant().plus(Duration.ofMinutes(1)));
		assertThat(log).contains("Job " + this.name + " failed [" + kept.failure().reference() + "]",
				"IllegalStateException: a fault of ours");
		JobFailure outage = this.store.all().get(this.name + "-away").failure();
		assertThat(outage.reason()).isEqualTo(Reason.DATABASE);
		assertThat(log).contains("could not use the database: nobody [" + outage.reference() + "]")
			.doesNotContain("DataAccessResourceFailureException");
	}

	@Test
	void runsAJobBeforeItsTimeButNotTwiceAtOnce() throws Exception {
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(2);
		CountDownLatch goOn = new CountDownLatch(1);
		JobNode node = JobNode.start("node", this.database, this.clock, Job.every(DAY, this.name, () -> {
			runs.incrementAndGet();
			first.countDown();
			second.countDown();
			await(goOn);
		}));
		assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();

		boolean whileRunning = this.store.makeDue(this.name, this.clock.instant());
		goOn.countDown();
		boolean waiting = false;
		while (!waiting) {
			waiting = this.store.makeDue(this.name, this.clock.instant());
			Thread.onSpinWait();
		}
		node.lookNow();
		boolean ran = second.await(20, TimeUnit.SECONDS);
		node.close();

		assertThat(whileRunning).isFalse();
		assertThat(ran).isTrue();
		assertThat(runs).hasValue(2);
		assertThat(this.store.makeDue("unknown", this.clock.instant())).isFalse();
	}

	@Test
	void putsRightWhatWasWrittenWhileAClockWasAhead_K5_4() {
		Instant now = this.clock.instant();
		Job ahead = plan("-ahead", now.plus(DAY).plus(Duration.ofMinutes(6)), null);
		Job normal = plan("-normal", now.plus(DAY).plus(Duration.ofMinutes(4)), null);
		Job retry = plan("-retry", now.plus(Duration.ofMinutes(1)), null);
		Job died = plan("-died", now, now.plus(Duration.ofMinutes(6)));
		Job alive = plan("-alive", now, now.plus(Duration.ofMinutes(4)));

		new JobRepair(JdbcClient.create(this.database), this.clock, List.of(ahead, normal, retry, died, alive))
			.repair();

		assertThat(time("execution_time", ahead)).isEqualTo(now);
		assertThat(time("execution_time", normal)).isEqualTo(now.plus(DAY).plus(Duration.ofMinutes(4)));
		assertThat(time("execution_time", retry)).isEqualTo(now.plus(Duration.ofMinutes(1)));
		assertThat(time("last_heartbeat", died)).isEqualTo(now);
		assertThat(time("last_heartbeat", alive)).isEqualTo(now.plus(Duration.ofMinutes(4)));
	}

	@Test
	void runsAJobAgainAfterAClockWasAhead_K5_4() throws Exception {
		CountDownLatch ran = new CountDownLatch(1);
		plan("", this.clock.instant().plus(DAY.multipliedBy(3)), null);

		try (JobNode node = JobNode.start("node", this.database, this.clock,
				Job.every(DAY, this.name, ran::countDown))) {
			assertThat(node.isRunning()).isTrue();
			assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	private Job plan(String suffix, Instant next, @Nullable Instant heartbeat) {
		JdbcClient.create(this.database)
			.sql("""
					insert into scheduled_tasks (task_name, task_instance, execution_time, picked, last_heartbeat, version)
					values (?, 'recurring', ?, ?, ?, 1)""")
			.params(this.name + suffix, Timestamp.from(next), heartbeat != null,
					(heartbeat != null) ? Timestamp.from(heartbeat) : null)
			.update();
		return Job.every(DAY, this.name + suffix, () -> {
		});
	}

	private Instant time(String column, Job job) {
		return JdbcClient.create(this.database)
			.sql("select " + column + " from scheduled_tasks where task_name = ?")
			.param(job.name())
			.query(Timestamp.class)
			.single()
			.toInstant();
	}

	@Test
	void runsNothingOnANodeThatOnlyServesPages() {
		try (JobNode node = JobNode.idle(this.database, this.clock, Job.every(DAY, this.name, () -> {
		}))) {
			assertThat(node.isRunning()).isFalse();
			assertThat(this.store.all()).isEmpty();
		}
	}

	/**
	 * By default it would be five minutes, half an hour and half an hour.
	 */
	@Test
	void missesADeadNodeAfterThirtySecondsAndWaitsFiveToStop() {
		Instant now = this.clock.instant();
		Settings settings = new Settings(this.database, this.clock);

		assertThat(settings.heartbeat()).isEqualTo(Duration.ofSeconds(10));
		assertThat(settings.dead()).isEqualTo(Duration.ofSeconds(30));
		assertThat(settings.shutdown()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.now()).isEqualTo(now);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class Settings extends ClusterScheduler {

		Settings(DataSource database, SettableClock clock) {
			super(database, new com.github.kagkarlsson.scheduler.SchedulerName.Fixed("node"), clock,
					java.util.List.of());
		}

		Duration heartbeat() {
			return this.heartbeatInterval;
		}

		Duration dead() {
			return this.heartbeatInterval.multipliedBy(this.numberOfMissedHeartbeatsBeforeDead);
		}

		Duration shutdown() {
			return this.shutdownMaxWait;
		}

		Duration poll() {
			return this.poolingInterval;
		}

		Instant now() {
			return this.clock.now();
		}

	}

	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class })
	static class Database {

	}

}
