package org.secondstep.helpdesk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.shell.Moment;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusProfile;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * A standing in words: the same on pages, in CSV and in the API.
 */
@Component
public class StatusWords {

	private final MessageSource messages;

	StatusWords(MessageSource messages) {
		this.messages = messages;
	}

	String word(EnrollmentStatus status, Locale locale) {
		return text("status." + status, locale);
	}

	/**
	 * @return the number of methods and their kinds, or an empty text
	 */
	String methods(StatusProfile person, Locale locale) {
		String kinds = person.kinds()
			.stream()
			.map((kind) -> text("kind." + kind, locale))
			.collect(Collectors.joining(", "));
		return (person.methods() == 0) ? "" : person.methods() + " · " + kinds;
	}

	/**
	 * @return why the status is what it is, and what it takes if the first step is not
	 * enough to enroll again
	 */
	public String reason(StatusProfile person, ZoneId zone, Locale locale) {
		String reason = ofStatus(person, zone, locale);
		boolean again = person.enrolledBefore() && person.methods() == 0
				&& person.status() != EnrollmentStatus.DISABLED;
		return again ? reason + " " + text("reason.needs-pass", locale) : reason;
	}

	private String ofStatus(StatusProfile person, ZoneId zone, Locale locale) {
		return switch (person.status()) {
			case DISABLED -> text("reason.disabled", locale);
			case LOCKED -> text("reason.locked", locale, when(person.lockedAt(), zone, locale));
			case ENROLLED -> enrolled(person, zone, locale);
			case STARTED -> started(person, zone, locale);
			case NOT_STARTED -> (person.lastSignInAt() == null) ? text("reason.never-signed-in", locale)
					: text("reason.not-begun", locale, when(person.lastSignInAt(), zone, locale));
		};
	}

	/**
	 * @param key as {@link StatusProfile#diagnosis()} has it
	 * @return why a code was wrong, said of somebody else
	 */
	String diagnosis(String key, @Nullable String value, Locale locale) {
		return text("diagnosis." + key, locale, Objects.requireNonNullElse(value, ""));
	}

	private String enrolled(StatusProfile person, ZoneId zone, Locale locale) {
		String since = text("reason.enrolled", locale, when(person.enrolledAt(), zone, locale));
		return (person.waitsUntil() == null) ? since : since + " " + text("reason.waiting", locale, person.failures(),
				Moment.notBefore(person.waitsUntil(), zone, locale).text());
	}

	private String started(StatusProfile person, ZoneId zone, Locale locale) {
		String since = when(person.startedAt(), zone, locale);
		if (person.wrongCodes() == 0) {
			return text("reason.started", locale, since);
		}
		String diagnosis = (person.diagnosis() != null) ? diagnosis(person.diagnosis(), person.diagnosisValue(), locale)
				: diagnosis("unknown", null, locale);
		return text("reason.started-wrong", locale, since, person.wrongCodes(), diagnosis);
	}

	private static String when(@Nullable Instant at, ZoneId zone, Locale locale) {
		return (at != null) ? Moment.of(at, zone, locale).text() : "?";
	}

	private String text(String key, Locale locale, Object... arguments) {
		return this.messages.getMessage(key, arguments, locale);
	}

}
