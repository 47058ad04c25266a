package org.secondstep.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * When everybody will have a method if people go on enrolling as in the last 14 days,
 * weekends included. Knows nothing of holidays, reminders or what a near date does to
 * people; where nobody enrolled it says nothing.
 *
 * @param missing people who may sign in and have no method
 * @param enrolled how many enrolled in those days, today included
 */
record Forecast(long missing, long enrolled, LocalDate today) {

	static final int DAYS = 14;

	private static final int FARTHEST = 366;

	static Forecast of(Tally tally, LocalDate today) {
		return new Forecast(tally.missing(), tally.enrolledBetween(since(today), today), today);
	}

	/**
	 * @return the first of those 14 days
	 */
	LocalDate since() {
		return since(this.today);
	}

	/**
	 * @return whether anything can be said
	 */
	boolean isKnown() {
		return this.missing > 0 && this.enrolled > 0;
	}

	/**
	 * @return the day on which the last one enrolls, if that is known and within a year
	 */
	@Nullable LocalDate finish() {
		if (!isKnown()) {
			return null;
		}
		long days = (this.missing * DAYS + this.enrolled - 1) / this.enrolled;
		return (days <= FARTHEST) ? this.today.plusDays(days) : null;
	}

	/**
	 * @return how many will have no method when that day begins
	 */
	long missingOn(LocalDate day) {
		long more = this.enrolled * ChronoUnit.DAYS.between(this.today, day) / DAYS;
		return Math.max(0, this.missing - more);
	}

	private static LocalDate since(LocalDate today) {
		return today.minusDays(DAYS - 1L);
	}

}
