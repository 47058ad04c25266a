package org.secondstep.clock;

import java.time.Duration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * A node whose clock can't be trusted takes no requests: a restart or another start would
 * bring the wrong time back.
 */
@Component("portalClock")
class ClockHealth implements HealthIndicator {

	private final ClockMeasurement measurement;

	ClockHealth(ClockMeasurement measurement) {
		this.measurement = measurement;
	}

	@Override
	public Health health() {
		Duration unmeasured = this.measurement.unmeasured();
		boolean down = this.measurement.isNodeWrong() || unmeasured.compareTo(ClockMeasurement.LONGEST_UNMEASURED) > 0;
		return (down ? Health.down() : Health.up())
			.withDetail("nodeAheadSeconds", this.measurement.nodeAhead().toMillis() / 1000.0)
			.withDetail("unmeasuredSeconds", unmeasured.toSeconds())
			.build();
	}

}
