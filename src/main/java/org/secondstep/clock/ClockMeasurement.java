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
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Measures the database's clock against the node's own one. Every node measures for
 * itself, so this is no job of the cluster.
 */
@Component
public final class ClockMeasurement {

	/** A node whose own clock is further away takes no requests. */
	public static final Duration TOLERATED = Duration.ofSeconds(5);

	/** A node that has not measured for so long takes no requests. */
	static final Duration LONGEST_UNMEASURED = Duration.ofMinutes(2);

	private static final Logger log = LoggerFactory.getLogger(ClockMeasurement.class);

	private static final int SAMPLES = 5;

	private final DataSource database;

	private final PortalClock clock;

	/** In nanoseconds, and right whatever happens to the node's clock. */
	private final LongSupplier uptime;

	private volatile boolean embedded;

	private volatile long measuredAt;

	private volatile boolean complained;

	@Autowired
	ClockMeasurement(DataSource database, PortalClock clock) {
		this(database, clock, System::nanoTime);
		measure();
	}

	ClockMeasurement(DataSource database, PortalClock clock, LongSupplier uptime) {
		this.database = database;
		this.clock = clock;
		this.uptime = uptime;
		this.measuredAt = uptime.getAsLong();
	}

	void measure() {
		if (this.embedded) {
			this.clock.correct(Duration.ZERO);
			return;
		}
		try (Connection connection = this.database.getConnection()) {
			DatabaseMetaData database = connection.getMetaData();
			this.embedded = "H2".equals(database.getDatabaseProductName());
			if (!this.embedded) {
				this.clock.correct(median(samples(connection, this.clock.node())));
			}
			this.measuredAt = this.uptime.getAsLong();
		}
		catch (SQLException ex) {
			log.warn("The database's clock can't be read", ex);
		}
		complain();
	}

	/**
	 * @return how far the node's own clock is ahead of the database's
	 */
	public Duration nodeAhead() {
		return this.clock.offset().negated();
	}

	public boolean isNodeWrong() {
		return this.clock.offset().abs().compareTo(TOLERATED) > 0;
	}

	Duration unmeasured() {
		return this.embedded ? Duration.ZERO : Duration.ofNanos(this.uptime.getAsLong() - this.measuredAt);
	}

	private void complain() {
		if (isNodeWrong() && !this.complained) {
			log.error(
					"This machine's clock is {} s ahead of the database's clock, which decides. Readiness is DOWN until"
							+ " the clocks differ by less than {} s",
					nodeAhead().toMillis() / 1000.0, TOLERATED.toSeconds());
		}
		this.complained = isNodeWrong();
	}

	private static List<Duration> samples(Connection connection, Clock node) throws SQLException {
		List<Duration> samples = new ArrayList<>();
		try (Statement statement = connection.createStatement()) {
			for (int i = 0; i < SAMPLES; i++) {
				Instant before = node.instant();
				Instant there = read(statement);
				Duration roundTrip = Duration.between(before, node.instant());
				samples.add(Duration.between(before.plus(roundTrip.dividedBy(2)), there));
			}
		}
		return samples;
	}

	private static Instant read(Statement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery("select clock_timestamp()")) {
			row.next();
			return row.getObject(1, OffsetDateTime.class).toInstant();
		}
	}

	private static Duration median(List<Duration> samples) {
		return samples.stream().sorted().toList().get(samples.size() / 2);
	}

}
