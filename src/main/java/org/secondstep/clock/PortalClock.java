package org.secondstep.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's clock plus an offset. Small corrections are smoothed and never let the time go
 * back. A large one means that the node's clock jumped, and takes effect at once.
 */
public final class PortalClock extends Clock {

	private static final Logger log = LoggerFactory.getLogger(PortalClock.class);

	/** A correction above this is a jump of the node's clock. */
	static final Duration JUMP = Duration.ofSeconds(1);

	/** The part of a small correction that takes effect at each measurement. */
	private static final int SMOOTHING = 4;

	private final Clock node;

	private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

	private volatile Duration offset = Duration.ZERO;

	/**
	 * @param node the clock of this machine
	 */
	public PortalClock(Clock node) {
		this.node = node;
	}

	@Override
	public Instant instant() {
		return this.latest.accumulateAndGet(this.node.instant().plus(this.offset),
				(latest, now) -> now.isAfter(latest) ? now : latest);
	}

	Clock node() {
		return this.node;
	}

	/**
	 * @return how far the database's clock is ahead of the node's own clock
	 */
	public Duration offset() {
		return this.offset;
	}

	/**
	 * @param measured how far the database's clock is ahead of the node's own clock now
	 */
	void correct(Duration measured) {
		Duration correction = measured.minus(this.offset);
		if (correction.abs().compareTo(JUMP) > 0) {
			this.offset = measured;
			this.latest.set(Instant.MIN);
		}
		else {
			this.offset = this.offset.plus(correction.dividedBy(SMOOTHING));
		}
		followWhenPutBack();
	}

	/**
	 * The node's clock may have been ahead and put right between two measurements.
	 */
	private void followWhenPutBack() {
		Instant before = instant();
		Instant now = this.node.instant().plus(this.offset);
		if (before.isAfter(now.plus(JUMP))) {
			this.latest.set(now);
			log.warn("This machine's clock was put back by {} s", Duration.between(now, before).toSeconds());
		}
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
