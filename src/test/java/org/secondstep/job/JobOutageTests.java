package org.secondstep.job;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.secondstep.support.DatabaseLine;
import org.secondstep.support.SettableClock;
import org.secondstep.support.TcpProxy;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database goes away from the jobs and comes back.
 */
@Tag("database")
@SpringBootTest(classes = ClusterJobsTests.Database.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "secondstep.test.own-database=true")
@ExtendWith(OutputCaptureExtension.class)
class JobOutageTests {

	private static final DatabaseLine LINE = new DatabaseLine();

	private static final TcpProxy WIRE = LINE.wire();

	/** The pool trusts connections that were used just now. */
	private static final long TRUSTED_MILLIS = 600;

	@Autowired
	DataSource database;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		LINE.addTo(properties);
	}

	@Test
	void goesOnByItselfAndLogsOneLine(CapturedOutput log) throws Exception {
		SettableClock clock = new SettableClock();
		Semaphore runs = new Semaphore(0);
		Job job = Job.every(Duration.ofMinutes(5), "outage", runs::release);
		try (JobNode node = JobNode.start("node", this.database, clock, job)) {
			assertThat(runs.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

			WIRE.cut();
			node.lookNow();
			node.awaitError();
			node.lookNow();
			node.awaitError();
			WIRE.mend();
			clock.forward(Duration.ofMinutes(6));
			boolean again = false;
			while (!again) {
				again = runs.tryAcquire(TRUSTED_MILLIS, TimeUnit.MILLISECONDS);
				node.lookNow();
			}
		}

		assertThat(log.getAll().lines().filter((line) -> line.contains("Background jobs"))).hasSize(2);
		assertThat(log).contains("Background jobs stand still", "Background jobs go on")
			.doesNotContain("\tat ", "com.github.kagkarlsson");
	}

}
