package org.secondstep.attempt;

import java.time.Duration;
import java.util.List;

/**
 * How long the next answer has to wait after wrong ones in a row (DESIGN §5): nothing for
 * four, then 30 s, 1, 2, 4, 8 and 15 min.
 */
public final class Waits {

	public static final int FREE = 4;

	private static final List<Duration> WAITS = List.of(Duration.ofSeconds(30), Duration.ofMinutes(1),
			Duration.ofMinutes(2), Duration.ofMinutes(4), Duration.ofMinutes(8), Duration.ofMinutes(15));

	static final Duration LONGEST = WAITS.get(WAITS.size() - 1);

	private Waits() {
	}

	/**
	 * @param failures wrong answers in a row, the last one included
	 */
	public static Duration after(int failures) {
		return (failures <= FREE) ? Duration.ZERO : WAITS.get(Math.min(failures - FREE, WAITS.size()) - 1);
	}

}
