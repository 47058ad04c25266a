package org.secondstep.clock;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class PortalClockTests {

	private static final Instant NOON = Instant.parse("2026-09-01T12:00:00Z");

	private static final Duration ROUND_TRIP = Duration.ofMillis(40);

	private final NodeClock node = new NodeClock();

	private final PortalClock clock = new PortalClock(this.node);

	private final AtomicLong uptime = new AtomicLong();

	private Instant there = NOON;

	@ParameterizedTest
	@ValueSource(longs = { 75_000, -75_000, 3_600_000 })
	void decidesByTheDatabasesClock_K5_3(long milliseconds) throws SQLException {
		ClockMeasurement measurement = measurement("PostgreSQL");
		this.node.now = NOON.plusMillis(milliseconds);

		measurement.measure();

		assertThat(this.clock.instant()).isBetween(NOON, NOON.plusSeconds(1));
		assertThat(measurement.nodeAhead()).isEqualTo(Duration.ofMillis(milliseconds));
		assertThat(new ClockHealth(measurement).health().getStatus()).isEqualTo(Status.DOWN);
		assertThat(new ClockHealth(measurement).health().getDetails()).containsEntry("nodeAheadSeconds",
				milliseconds / 1000.0);
	}

	@Test
	void followsTheDatabaseWhenTheNodesClockJumpsAndIsPutRight_K5_3() throws SQLException {
		ClockMeasurement measurement = measurement("PostgreSQL");
		measurement.measure();
		this.node.now = NOON.plus(Duration.ofDays(2));
		this.clock.instant();

		measurement.measure();

		assertThat(this.clock.instant()).isBetween(NOON, NOON.plusSeconds(1));
		this.node.now = NOON;
		measurement.measure();
		assertThat(this.clock.instant()).isBetween(NOON, NOON.plusSeconds(1));
		assertThat(new ClockHealth(measurement).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void smoothsSmallCorrectionsAndNeverGoesBack_K5_3() {
		Instant before = this.clock.instant();

		this.clock.correct(Duration.ofMillis(-800));

		assertThat(this.clock.offset()).isEqualTo(Duration.ofMillis(-200));
		assertThat(this.clock.instant()).isEqualTo(before);
		this.node.now = NOON.plusMillis(300);
		assertThat(this.clock.instant()).isEqualTo(NOON.plusMillis(100));
	}

	@Test
	void isNotReadyWhenItHasNotMeasuredForTwoMinutes_K5_3() throws SQLException {
		ClockMeasurement measurement = measurement("PostgreSQL");
		measurement.measure();
		this.uptime.addAndGet(Duration.ofSeconds(120).toNanos());
		assertThat(new ClockHealth(measurement).health().getStatus()).isEqualTo(Status.UP);

		this.uptime.addAndGet(Duration.ofSeconds(1).toNanos());

		assertThat(new ClockHealth(measurement).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void leavesTheNodesClockAloneWithAnEmbeddedDatabase_K5_3() throws SQLException {
		ClockMeasurement measurement = measurement("H2");
		this.node.now = NOON.plusSeconds(75);

		measurement.measure();
		this.uptime.addAndGet(Duration.ofDays(1).toNanos());

		assertThat(this.clock.instant()).isEqualTo(NOON.plusSeconds(75));
		assertThat(new ClockHealth(measurement).health().getStatus()).isEqualTo(Status.UP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "H2", "PostgreSQL" })
	void goesOnWhenAClockWasAheadBetweenTwoMeasurements_K5_4(String database, CapturedOutput log) throws SQLException {
		ClockMeasurement measurement = measurement(database);
		measurement.measure();
		Instant right = this.node.now;
		this.node.now = right.plus(Duration.ofDays(2));
		this.clock.instant();
		this.node.now = right;

		measurement.measure();
		measurement.measure();

		assertThat(this.clock.instant()).isBetween(right, right.plusSeconds(1));
		assertThat(log).containsOnlyOnce("This machine's clock was put back by 17");
	}

	@Test
	void standsStillForASmallStepBackWithAnEmbeddedDatabase_K5_3() throws SQLException {
		ClockMeasurement measurement = measurement("H2");
		measurement.measure();
		this.node.now = NOON.plusMillis(1000);
		this.clock.instant();
		this.node.now = NOON;

		measurement.measure();

		assertThat(this.clock.instant()).isEqualTo(NOON.plusMillis(1000));
	}

	private ClockMeasurement measurement(String product) throws SQLException {
		DatabaseMetaData database = mock();
		given(database.getDatabaseProductName()).willReturn(product);
		ResultSet row = mock();
		given(row.getObject(1, OffsetDateTime.class)).willAnswer((call) -> {
			Instant read = this.there;
			this.there = this.there.plus(ROUND_TRIP);
			this.node.now = this.node.now.plus(ROUND_TRIP);
			return read.plus(ROUND_TRIP.dividedBy(2)).atOffset(ZoneOffset.UTC);
		});
		Statement statement = mock();
		given(statement.executeQuery(anyString())).willReturn(row);
		Connection connection = mock();
		given(connection.getMetaData()).willReturn(database);
		given(connection.createStatement()).willReturn(statement);
		DataSource source = mock();
		given(source.getConnection()).willReturn(connection);
		return new ClockMeasurement(source, this.clock, this.uptime::get);
	}

	/**
	 * The clock of a machine, as a test sets it.
	 */
	private static final class NodeClock extends Clock {

		private Instant now = NOON;

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException("Times are UTC");
		}

	}

}
