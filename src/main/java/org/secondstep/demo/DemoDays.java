package org.secondstep.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;

/**
 * The working days of the past, and the office hours in which things happen on them.
 */
class DemoDays {

	static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

	private static final int PAST = 59;

	private static final LocalTime OPENS = LocalTime.of(8, 10);

	private static final int OPEN_SECONDS = (int) Duration.ofHours(9).toSeconds();

	private final Random random;

	private final Instant now;

	private final List<LocalDate> days;

	DemoDays(Random random, Instant now) {
		this.random = random;
		this.now = now;
		this.days = today().minusDays(PAST)
			.datesUntil(today().plusDays(1))
			.filter((day) -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
			.toList();
	}

	/**
	 * @return before anything happens
	 */
	Instant beginning() {
		return this.days.get(0).atTime(OPENS).atZone(ZONE).toInstant();
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.now, ZONE);
	}

	int last() {
		return this.days.size() - 1;
	}

	/**
	 * @param day number of a working day, from 0
	 * @return some time in its office hours, or in those of the day before if it is not
	 * that late yet
	 */
	Instant during(int day) {
		Instant time = this.days.get(Math.max(1, Math.min(last(), day)))
			.atTime(OPENS)
			.plusSeconds(this.random.nextInt(OPEN_SECONDS))
			.atZone(ZONE)
			.toInstant();
		return time.plus(Duration.ofMinutes(10)).isBefore(this.now) ? time : during(day - 1);
	}

	/**
	 * @return a day on an S-curve: few at first, most about the middle
	 */
	int alongCurve(double middle, double spread) {
		double part = this.random.nextDouble();
		long day = Math.round(middle + spread * Math.log(part / (1 - part)));
		return (day >= 1 && day <= last()) ? (int) day : alongCurve(middle, spread);
	}

	Instant minutesAgo(int minutes) {
		return this.now.minus(Duration.ofMinutes(minutes));
	}

	/**
	 * @return some time in the last hours
	 */
	Instant lately(int hours) {
		return this.now.minusSeconds(900L + this.random.nextInt(hours * 3600 - 900));
	}

}
