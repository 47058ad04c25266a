package org.secondstep.helpdesk;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.shell.Moment;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusProfile;

/**
 * How far the person is at this moment; the page asks for it again and again.
 *
 * @param word the status
 * @param reason why, in a sentence
 * @param step the newest step of the guide that the person saw, none once the person is
 * through
 * @param ago since then
 */
record ProgressPage(UUID id, String badge, String word, String reason, @Nullable Integer step, Ago ago, Moment asOf) {

	private static final Set<EnrollmentStatus> UNFINISHED = EnumSet.of(EnrollmentStatus.NOT_STARTED,
			EnrollmentStatus.STARTED);

	static ProgressPage of(StatusProfile status, StatusWords words, Instant now, ZoneId zone, Locale locale) {
		Instant stepAt = status.stepAt();
		boolean onTheWay = UNFINISHED.contains(status.status());
		PeoplePage.Row row = PeoplePage.Row.of(status, words, zone, locale);
		return new ProgressPage(status.accountId(), row.badge(), row.word(), row.reason(),
				onTheWay ? status.step() : null,
				Ago.of((stepAt != null) ? Duration.between(stepAt, now) : Duration.ZERO), Moment.of(now, zone, locale));
	}

	/**
	 * How long ago something was, in the unit that people would use.
	 */
	record Ago(String unit, long count) {

		static Ago of(Duration age) {
			if (age.toMinutes() < 60) {
				return new Ago("minutes", Math.max(0, age.toMinutes()));
			}
			return (age.toHours() < 48) ? new Ago("hours", age.toHours()) : new Ago("days", age.toDays());
		}

	}

}
