package org.secondstep.job;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.BDDMockito;
import org.secondstep.job.JobFailure.Reason;
import org.secondstep.support.SettableClock;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class NodeTaskTests {

	final SettableClock clock = new SettableClock();

	final AtomicReference<RuntimeException> fault = new AtomicReference<>();

	final NodeTask task = every(Duration.ofSeconds(10));

	@Test
	void remembersHowItsLastRunWent() {
		assertThat(this.task.status().lastRun()).isNull();
		assertThat(this.task.status().nextRun()).isNull();

		this.task.run();

		assertThat(this.task.status().lastRun()).isEqualTo(this.clock.instant());
		assertThat(this.task.status().nextRun()).isEqualTo(this.clock.instant().plusSeconds(10));
		assertThat(this.task.status().failure()).isNull();
	}

	@Test
	void logsTheFirstFailureInARowOnly(CapturedOutput log) {
		this.fault.set(new DataAccessResourceFailureException("away"));
		this.task.run();
		this.task.run();
		JobFailure failure = this.task.status().failure();
		this.fault.set(null);
		this.task.run();

		assertThat(failure.reason()).isEqualTo(Reason.DATABASE);
		assertThat(log.getAll().lines().filter((line) -> line.contains("Job counting"))).singleElement()
			.asString()
			.contains("could not use the database: away [" + failure.reference() + "]");
		assertThat(this.task.status().failure()).isNull();
	}

	@Test
	void beginsAtOnceWhatRunsOftenAndLaterWhatTakesLong() {
		assertThat(every(Duration.ofSeconds(15)).firstPause()).isZero();
		assertThat(every(Duration.ofHours(1)).firstPause()).isEqualTo(Duration.ofHours(1).toMillis());
	}

	private NodeTask every(Duration interval) {
		return new NodeTask(Job.everywhere(interval, "counting", this::count),
				new JobFailures(BDDMockito.mock(JobStore.class), new SecureRandom()), "one", this.clock);
	}

	private void count() {
		if (this.fault.get() != null) {
			throw this.fault.get();
		}
	}

}
