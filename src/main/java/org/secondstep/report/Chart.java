package org.secondstep.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How the enrollments of an organization look. The upper part shows how many people have
 * a method and how it may go on, up to the line that stands for everybody; the lower part
 * how many enrolled on each day.
 *
 * @param done path of the area of those who have a method
 * @param pace path of how it may go on; none without a forecast
 * @param bars path of the days
 * @param today where today begins, from left
 * @param mandatory where the mandatory date begins, if it is in the picture
 */
record Chart(String done, @Nullable String pace, String bars, double today, @Nullable Double mandatory) {

	static final int WIDTH = 720;

	/** How many days before today are in the picture. */
	static final int PAST = 59;

	private static final int FUTURE = 120;

	private static final int MARGIN = 3;

	private static final int EVERYBODY = 32;

	private static final int NOBODY = 152;

	private static final int TALLEST = 168;

	private static final int GROUND = 224;

	static Chart of(Tally tally, Forecast forecast, @Nullable LocalDate mandatoryFrom) {
		LocalDate today = forecast.today();
		LocalDate last = Stream.of(today, near(mandatoryFrom, today), near(forecast.finish(), today))
			.reduce(today, (one, other) -> one.isAfter(other) ? one : other);
		Axis axis = new Axis(today.minusDays(PAST), last.plusDays(MARGIN));
		return new Chart(area(tally, axis, today), pace(tally, forecast, axis),
				bars(tally.enrolledByDay().subMap(axis.first(), true, today, true), axis), axis.at(today),
				(mandatoryFrom != null && axis.shows(mandatoryFrom)) ? axis.at(mandatoryFrom) : null);
	}

	/**
	 * @return that day, unless it would make the picture too wide
	 */
	private static LocalDate near(@Nullable LocalDate day, LocalDate today) {
		return (day != null && !day.isAfter(today.plusDays(FUTURE))) ? day : today;
	}

	private static String area(Tally tally, Axis axis, LocalDate today) {
		long count = sum(tally.doneByDay().headMap(axis.first(), false));
		StringBuilder path = new StringBuilder(text("M%.1f %dV%.1f", axis.at(axis.first()), NOBODY, y(count, tally)));
		for (var day : tally.doneByDay().subMap(axis.first(), true, today, true).entrySet()) {
			count += day.getValue();
			path.append(text("H%.1fV%.1f", axis.at(day.getKey()), y(count, tally)));
		}
		return path.append(text("H%.1fV%dz", axis.after(today), NOBODY)).toString();
	}

	private static @Nullable String pace(Tally tally, Forecast forecast, Axis axis) {
		if (!forecast.isKnown()) {
			return null;
		}
		LocalDate finish = forecast.finish();
		LocalDate end = (finish != null && axis.shows(finish)) ? finish : axis.last();
		double more = (double) forecast.enrolled() * ChronoUnit.DAYS.between(forecast.today(), end) / Forecast.DAYS;
		return text("M%.1f %.1fL%.1f %.1f", axis.after(forecast.today()), y(tally.done(), tally), axis.after(end),
				y(tally.done() + Math.min(more, forecast.missing()), tally));
	}

	private static String bars(SortedMap<LocalDate, Long> days, Axis axis) {
		StringBuilder path = new StringBuilder();
		long most = days.isEmpty() ? 1 : Collections.max(days.values());
		days.forEach((day, count) -> path.append(text("M%.1f %dv-%.1fh%.1fV%dz", axis.at(day), GROUND,
				(double) (GROUND - TALLEST) * count / most, axis.step() * 0.8, GROUND)));
		return path.toString();
	}

	private static double y(double count, Tally tally) {
		long everybody = Math.max(1, tally.done() + tally.missing());
		return NOBODY - (NOBODY - EVERYBODY) * count / everybody;
	}

	private static long sum(SortedMap<LocalDate, Long> days) {
		return days.values().stream().mapToLong(Long::longValue).sum();
	}

	private static String text(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
