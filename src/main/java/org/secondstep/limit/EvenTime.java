package org.secondstep.limit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Makes a guess take the same time whatever was typed: its result is held back until the
 * next full 50 ms. The same statements and commits are not enough, because reading and
 * opening a row that exists takes measurably longer than finding none.
 */
@Component
public class EvenTime {

	/** Several times longer than a guess without a password hash takes. */
	static final Duration STEP = Duration.ofMillis(50);

	private final LongSupplier nanoTime;

	private final LongConsumer pause;

	@Autowired
	EvenTime() {
		this(System::nanoTime, LockSupport::parkNanos);
	}

	EvenTime(LongSupplier nanoTime, LongConsumer pause) {
		this.nanoTime = nanoTime;
		this.pause = pause;
	}

	public <T> T take(Supplier<T> guess) {
		long begin = this.nanoTime.getAsLong();
		try {
			return guess.get();
		}
		finally {
			holdUntilFullStep(begin);
		}
	}

	private void holdUntilFullStep(long begin) {
		long took = this.nanoTime.getAsLong() - begin;
		long end = begin + (took / STEP.toNanos() + 1) * STEP.toNanos();
		for (long left = end - this.nanoTime.getAsLong(); left > 0 && !Thread.currentThread().isInterrupted();) {
			this.pause.accept(left);
			left = end - this.nanoTime.getAsLong();
		}
	}

}
