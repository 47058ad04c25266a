package org.secondstep.support;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints the ten slowest test classes at the end of a run. The first class of an
 * application context also pays for its start.
 */
public class SlowestClasses implements TestExecutionListener {

	private static final int MOST = 10;

	private final Map<String, Long> begun = new ConcurrentHashMap<>();

	private final Map<String, Duration> took = new ConcurrentHashMap<>();

	@Override
	public void executionStarted(TestIdentifier test) {
		if (isClass(test)) {
			this.begun.put(test.getUniqueId(), System.nanoTime());
		}
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		Long begin = this.begun.remove(test.getUniqueId());
		if (begin != null) {
			this.took.put(test.getLegacyReportingName(), Duration.ofNanos(System.nanoTime() - begin));
		}
	}

	@Override
	public void testPlanExecutionFinished(TestPlan plan) {
		System.out.printf("The slowest of %d test classes:%n", this.took.size());
		this.took.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(MOST)
			.forEach((each) -> System.out.printf(Locale.ROOT, "%6.1f s  %s%n", each.getValue().toMillis() / 1000.0,
					each.getKey()));
	}

	private static boolean isClass(TestIdentifier test) {
		return test.getSource().filter(ClassSource.class::isInstance).isPresent();
	}

}
