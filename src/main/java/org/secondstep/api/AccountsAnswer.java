package org.secondstep.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.helpdesk.StatusWords;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusProfile;

/**
 * Some of the people found.
 *
 * @param next where the others are, as a path with its query; none if these are the last
 * @param asOf when this was true
 */
record AccountsAnswer(List<Entry> accounts, @Nullable String next, Instant asOf) {

	/**
	 * @param reason why the status is what it is, in a sentence
	 * @param methods keys of the kinds of method, each once
	 * @param lastSignIn UTC; none if there was none
	 */
	record Entry(String account, String displayName, String organization, EnrollmentStatus status, String reason,
			List<String> methods, @Nullable Instant lastSignIn) {

		static Entry of(StatusProfile person, StatusWords words, ZoneId zone, Locale locale) {
			return new Entry(person.username(), person.displayName(), person.organization(), person.status(),
					words.reason(person, zone, locale), person.kinds(), person.lastSignInAt());
		}

	}

}
