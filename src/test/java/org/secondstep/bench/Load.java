package org.secondstep.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * What happened when a number of clients did the same thing for a while, each one thing
 * after the other.
 *
 * @param took time of each, sorted, in nanoseconds
 * @param cpu processor time of all together
 */
record Load(int clients, long[] took, Duration wall, Duration cpu) {

	/**
	 * @param count how often in all
	 * @param cpu processor time spent so far by whoever is measured
	 */
	static Load run(int clients, int count, Supplier<Duration> cpu, Runnable flow) throws InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(clients);
		Duration before = cpu.get();
		long begin = System.nanoTime();
		try {
			List<Future<Long>> flows = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				flows.add(executor.submit(() -> time(flow)));
			}
			long[] took = new long[count];
			for (int i = 0; i < count; i++) {
				took[i] = flows.get(i).get();
			}
			Duration wall = Duration.ofNanos(System.nanoTime() - begin);
			Duration spent = cpu.get().minus(before);
			Arrays.sort(took);
			return new Load(clients, took, wall, spent);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
		finally {
			executor.shutdownNow();
		}
	}

	double perSecond() {
		return this.took.length * 1e9 / this.wall.toNanos();
	}

	/**
	 * @return processor time of one, in milliseconds
	 */
	double cpuOfEach() {
		return this.cpu.toNanos() / 1e6 / this.took.length;
	}

	/**
	 * @param percent of all were at most so slow, in milliseconds
	 */
	double percentile(int percent) {
		int index = (int) Math.ceil(this.took.length * percent / 100.0) - 1;
		return this.took[index] / 1e6;
	}

	private static long time(Runnable flow) {
		long begin = System.nanoTime();
		flow.run();
		return System.nanoTime() - begin;
	}

}
