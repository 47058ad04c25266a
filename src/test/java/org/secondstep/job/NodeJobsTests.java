package org.secondstep.job;

import java.security.SecureRandom;
import java.time.Clock;

import com.github.kagkarlsson.scheduler.SchedulerName;
import org.junit.jupiter.api.Test;
import org.secondstep.console.Console;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class NodeJobsTests {

	private final MockEnvironment environment = new MockEnvironment();

	private final NodeJobs jobs = new NodeJobs(JobNode.provider(),
			new JobFailures(mock(JobStore.class), new SecureRandom()), new SchedulerName.Fixed("a"), Clock.systemUTC(),
			this.environment);

	@Test
	void doNotStartWithACommandOfTheConsole_K5_5() {
		assertThat(this.jobs.isAutoStartup()).isTrue();

		this.environment.setActiveProfiles(Console.PROFILE);

		assertThat(this.jobs.isAutoStartup()).isFalse();
	}

}
