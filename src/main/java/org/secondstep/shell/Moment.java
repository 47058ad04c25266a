package org.secondstep.shell;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as a page shows it. The script writes it in the same style, see
 * <code>moments.js</code>.
 *
 * @param iso the instant in UTC (ISO 8601), from which a script makes the browser's time
 * @param text the time in the organization's zone, in the reader's language
 */
public record Moment(String iso, String text) {

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);

	private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

	public static Moment of(Instant instant, ZoneId zone, Locale locale) {
		ZonedDateTime at = instant.atZone(zone);
		return new Moment(instant.toString(), day(at.toLocalDate(), locale) + ", " + MINUTES.format(at));
	}

	/**
	 * A time from which something is possible: what is shown has no seconds, so that it
	 * is the next full minute.
	 */
	public static Moment notBefore(Instant instant, ZoneId zone, Locale locale) {
		Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
		return of(minute.equals(instant) ? minute : minute.plus(1, ChronoUnit.MINUTES), zone, locale);
	}

	/**
	 * A day with its month in full: short names differ between Java and browsers.
	 */
	public static String day(LocalDate day, Locale locale) {
		return DAY.withLocale(Locale.ENGLISH.equals(locale) ? Locale.UK : locale).format(day);
	}

}
