package org.secondstep.helpdesk;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.shell.Moment;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.StatusQuery;

/**
 * The people found, and where to go from here.
 *
 * @param known whether every filter in the address is one
 * @param organizations to choose from; empty if there is no choice
 * @param previous address of the page before, if there is one
 * @param invite where administrators invite them
 * @param asOf when this was true
 */
record PeoplePage(boolean known, boolean filtered, List<Row> rows, List<Column> columns,
		List<OrganizationProfile> organizations, List<String> kinds, @Nullable String previous, @Nullable String next,
		String csv, String invite, Moment asOf) {

	public EnrollmentStatus[] statuses() {
		return EnrollmentStatus.values();
	}

	/**
	 * @param sort "ascending", "descending" or nothing, for aria-sort
	 */
	record Column(String key, String href, @Nullable String sort) {

		static List<Column> of(PeopleForm form) {
			String now = form.sorting().key();
			return Arrays.stream(StatusQuery.Sort.values())
				.map(StatusQuery.Sort::key)
				.map((key) -> new Column(key, form.link().sortedBy(key, now, form.descending()).at("/helpdesk"),
						!key.equals(now) ? null : form.descending() ? "descending" : "ascending"))
				.toList();
		}

	}

	record Row(UUID id, String name, String account, String organization, EnrollmentStatus status, String word,
			String reason, String methods, @Nullable Moment lastSignIn) {

		static Row of(StatusProfile person, StatusWords words, ZoneId zone, Locale locale) {
			return new Row(person.accountId(), person.displayName(), person.username(), person.organization(),
					person.status(), words.word(person.status(), locale), words.reason(person, zone, locale),
					words.methods(person, locale),
					(person.lastSignInAt() != null) ? Moment.of(person.lastSignInAt(), zone, locale) : null);
		}

		public String badge() {
			return switch (this.status) {
				case ENROLLED -> "badge-good";
				case STARTED -> "badge-warn";
				case LOCKED -> "badge-bad";
				default -> "badge-plain";
			};
		}

	}

}
