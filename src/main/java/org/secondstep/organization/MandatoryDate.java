package org.secondstep.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.shell.Moment;

/**
 * Since or from when MFA is mandatory, as a page shows it.
 *
 * @param state "NOW", "DATE" if it will be, or "NONE"
 * @param date that day in the reader's language
 */
public record MandatoryDate(String state, @Nullable String date) {

	/**
	 * @param always whether it is mandatory whatever the organization's date says
	 */
	public static MandatoryDate of(OrganizationProfile organization, boolean always, Instant now, Locale locale) {
		LocalDate from = organization.policy().mandatoryFrom();
		String text = (from != null) ? Moment.day(from, locale) : null;
		if (always || organization.isMfaMandatory(now)) {
			return new MandatoryDate("NOW", text);
		}
		return new MandatoryDate((text != null) ? "DATE" : "NONE", text);
	}

}
