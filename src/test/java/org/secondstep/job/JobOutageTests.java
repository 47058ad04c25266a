package org.secondstep.job;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
@SpringBootTest(classes = ClusterJobsTests.Database.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = "secondstep.test.own-database=true")
@ExtendWith(OutputCaptureExtension.class)
class JobOutageTests {

	private static final TcpProxy WIRE = new TcpProxy(serve().getPort());

	/** The pool trusts connections that were used just now. */
	private static final long TRUSTED_MILLIS = 600;

	@Autowired
	DataSource database;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url",
				() -> "jdbc:h2:tcp://127.0.0.1:" + WIRE.port() + "/mem:jobs;DB_CLOSE_DELAY=-1");
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

	private static Server serve() {
		try {
			return Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
