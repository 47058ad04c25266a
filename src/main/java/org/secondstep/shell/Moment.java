package org.secondstep.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * A time as a page shows it.
 *
 * @param iso the instant in UTC (ISO 8601), from which a script makes the browser's time
 * @param text the time in the organization's zone, in the reader's language
 */
public record Moment(String iso, String text) {

	public static Moment of(Instant instant, ZoneId zone, Locale locale) {
		return new Moment(instant.toString(),
				DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
					.withLocale(locale)
					.withZone(zone)
					.format(instant));
	}

}
