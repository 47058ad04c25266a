package org.secondstep.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The real time for everybody, scheduled jobs and visitors included, except for the
 * thread that makes the invented people: that one lives through their past.
 */
@Component
@Primary
@Profile("demo")
class DemoClock extends Clock {

	private final Clock real;

	private final ThreadLocal<@Nullable Instant> past = new ThreadLocal<>();

	DemoClock(@Qualifier("clock") Clock real) {
		this.real = real;
	}

	/**
	 * It is that time for this thread, until it comes back.
	 */
	void goTo(Instant time) {
		this.past.set(time);
	}

	/**
	 * It is now for this thread again.
	 */
	void comeBack() {
		this.past.remove();
	}

	@Override
	public Instant instant() {
		Instant past = this.past.get();
		return (past != null) ? past : this.real.instant();
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
