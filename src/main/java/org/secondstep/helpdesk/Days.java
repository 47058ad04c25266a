package org.secondstep.helpdesk;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * One day or several, as they stand in addresses: "2026-09-01" or, with the last one,
 * "2026-09-01/2026-09-14" (ISO 8601).
 */
public record Days(LocalDate first, LocalDate last) {

	/**
	 * @throws DateTimeException if that is no day on which somebody can have enrolled
	 */
	static Days parse(String text) {
		String[] parts = text.split("/", 2);
		return new Days(day(parts[0]), day(parts[parts.length - 1]));
	}

	@Override
	public String toString() {
		return this.first.equals(this.last) ? this.first.toString() : this.first + "/" + this.last;
	}

	private static LocalDate day(String text) {
		LocalDate day = LocalDate.parse(text);
		if (day.getYear() < 2000 || day.getYear() > 2999) {
			throw new DateTimeException("Expected a day on which somebody can have enrolled");
		}
		return day;
	}

}
