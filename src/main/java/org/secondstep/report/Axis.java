package org.secondstep.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days from left to right, each as broad as the others.
 */
record Axis(LocalDate first, LocalDate last) {

	private static final double EDGE = 8;

	boolean shows(LocalDate day) {
		return !day.isBefore(this.first) && !day.isAfter(this.last);
	}

	/**
	 * @return where a day begins
	 */
	double at(LocalDate day) {
		return EDGE + ChronoUnit.DAYS.between(this.first, day) * step();
	}

	/**
	 * @return where a day ends
	 */
	double after(LocalDate day) {
		return at(day.plusDays(1));
	}

	double step() {
		return (Chart.WIDTH - 2 * EDGE) / (ChronoUnit.DAYS.between(this.first, this.last) + 1);
	}

}
