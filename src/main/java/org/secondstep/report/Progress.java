package org.secondstep.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.helpdesk.PeopleLink;
import org.secondstep.organization.MandatoryDate;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.report.ReportPage.Figure;
import org.secondstep.shell.Moment;

/**
 * How the people of one organization go on.
 *
 * @param outlook what can be said of the finish, the last part of a message's key
 * @param finish that day, if it can be named
 * @param left how many will have no method on the mandatory date, if that can be said
 * @param lately how many enrolled in the days from which the forecast is made
 * @param begin the first day in the chart
 * @param days on which somebody enrolled, the newest first
 */
record Progress(String name, MandatoryDate mandatory, String outlook, @Nullable String finish, @Nullable Long left,
		Figure lately, Chart chart, String begin, List<Day> days) {

	static Progress of(OrganizationProfile organization, Tally tally, PeopleLink link, Instant now, Locale locale) {
		LocalDate today = LocalDate.ofInstant(now, organization.zone());
		LocalDate mandatoryFrom = organization.policy().mandatoryFrom();
		LocalDate begin = today.minusDays(Chart.PAST);
		Forecast forecast = Forecast.of(tally, today);
		LocalDate finish = forecast.finish();
		String lately = forecast.since() + "/" + today;
		return new Progress(organization.name(), MandatoryDate.of(organization, false, now, locale),
				outlook(tally, forecast), (finish != null) ? Moment.day(finish, locale) : null,
				(mandatoryFrom != null && mandatoryFrom.isAfter(today) && forecast.isKnown())
						? forecast.missingOn(mandatoryFrom) : null,
				new Figure(forecast.enrolled(), link.with("enrolled", lately).at(ReportView.PEOPLE)),
				Chart.of(tally, forecast, mandatoryFrom), Moment.day(begin, locale),
				tally.enrolledByDay()
					.subMap(begin, true, today, true)
					.descendingMap()
					.entrySet()
					.stream()
					.map((day) -> new Day(Moment.day(day.getKey(), locale),
							new Figure(day.getValue(),
									link.with("enrolled", day.getKey().toString()).at(ReportView.PEOPLE))))
					.toList());
	}

	private static String outlook(Tally tally, Forecast forecast) {
		if (tally.missing() == 0) {
			return (tally.done() == 0) ? "nobody" : "done";
		}
		if (!forecast.isKnown()) {
			return "still";
		}
		return (forecast.finish() != null) ? "finish" : "far";
	}

	record Day(String date, Figure figure) {
	}

}
