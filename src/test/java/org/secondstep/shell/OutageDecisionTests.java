package org.secondstep.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OutageDecisionTests {

	private static final Logger log = LoggerFactory.getLogger(OutageDecisionTests.class);

	@ParameterizedTest
	@ValueSource(strings = { "08000", "08003", "08006", "53100", "53300", "57P01", "57P02", "57P03", "25006", "90067",
			"90098", "90121" })
	void knowsAnOutageByItsState_K5_9(String state) {
		SQLException failure = new SQLException("gone", state);

		assertThat(Outage.isIn(failure)).isTrue();
		assertThat(Outage.isIn(new JpaSystemException(new IllegalStateException(failure)))).isTrue();
		assertThat(Outage.isIn(new TransactionSystemException("Could not commit", failure))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("outages")
	void knowsAnOutageWithoutAState_K5_9(Throwable failure) {
		assertThat(Outage.isIn(new IllegalStateException(failure))).isTrue();
	}

	static Stream<Throwable> outages() {
		TransactionSystemException rollback = new TransactionSystemException("Could not roll back");
		rollback.initApplicationException(new IllegalStateException("whatever came before"));
		return Stream.of(rollback, new SQLException("Connection is closed"),
				new SQLTransientConnectionException("Connection is not available"),
				new CannotCreateTransactionException("no connection"),
				new DataIntegrityViolationException("disk is full", new IOException("No space left")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "23505", "40001", "40P01", "42601", "57014", "22021", "90012" })
	void takesNothingElseForAnOutage_K5_9(String state) {
		SQLException failure = new SQLException("a fault of ours", state);

		assertThat(Outage.isIn(new DataIntegrityViolationException("refused", failure))).isFalse();
		assertThat(Outage.isIn(new TransactionSystemException("Could not commit", failure))).isFalse();
		assertThat(Outage.isIn(new IllegalTransactionStateException("a fault of ours"))).isFalse();
	}

	@Test
	void logsAnOutageInOneLineWhoeverLogsIt_K5_9(CapturedOutput output) {
		Exception outage = new IllegalStateException(new SQLException("FATAL: going\nand more", "57P01"));
		OutageLog filter = new OutageLog();

		filter.afterPropertiesSet();
		log.warn("Job failed", outage);
		log.warn("Job {} of {} failed", 7, "desk", outage);
		filter.destroy();
		log.warn("Without filter", new IllegalStateException("fault"));

		assertThat(output.getOut().lines()).anyMatch((line) -> line.endsWith(" Job failed: FATAL: going"))
			.anyMatch((line) -> line.endsWith(" Job 7 of desk failed: FATAL: going"))
			.noneMatch((line) -> line.contains("and more"));
		assertThat(output.getOut()).doesNotContain("Caused by").contains("IllegalStateException: fault");
	}

}
