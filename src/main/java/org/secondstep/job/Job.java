package org.secondstep.job;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Something that runs by itself, declared as a bean by the feature whose work it is.
 *
 * @param name unique, lower case with hyphens; the page finds its words below
 * <code>job.NAME</code>
 * @param everywhere whether each node runs it for itself, for what only that node holds
 * in memory; otherwise one node of the cluster runs it
 * @param interval between the end of a run and the next one
 * @param step does a part of the work and says whether there is more; a node that stops
 * lets a step end and leaves the rest to others
 * @param progress asked when an administrator looks; none while there is nothing to do
 */
public record Job(String name, boolean everywhere, Duration interval, BooleanSupplier step,
		Supplier<@Nullable JobProgress> progress) {

	/**
	 * A job that one node of the cluster runs, in one step.
	 */
	public static Job every(Duration interval, String name, Runnable work) {
		return inSteps(interval, name, once(work));
	}

	/**
	 * A job that one node of the cluster runs, step by step until there is no more to do.
	 */
	public static Job inSteps(Duration interval, String name, BooleanSupplier step) {
		return new Job(name, false, interval, step, () -> null);
	}

	/**
	 * A job that each node runs for itself.
	 */
	public static Job everywhere(Duration interval, String name, Runnable work) {
		return new Job(name, true, interval, once(work), () -> null);
	}

	public Job with(Supplier<@Nullable JobProgress> progress) {
		return new Job(this.name, this.everywhere, this.interval, this.step, progress);
	}

	private static BooleanSupplier once(Runnable work) {
		return () -> {
			work.run();
			return false;
		};
	}

}
