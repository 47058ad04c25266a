package org.secondstep.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it, forward only, so that tests which
 * share it do not disturb each other.
 */
public class SettableClock extends Clock {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-09-01T08:00:05Z"));

	public void forward(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("Expected a step forward");
		}
		this.now.updateAndGet((instant) -> instant.plus(duration));
	}

	/**
	 * Goes on to the next time step of 30 seconds, so that apps show a new code.
	 */
	public void nextCode() {
		forward(Duration.ofSeconds(30));
	}

	@Override
	public Instant instant() {
		return this.now.get();
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
