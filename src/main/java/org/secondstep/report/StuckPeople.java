package org.secondstep.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.secondstep.helpdesk.PeopleLink;
import org.secondstep.helpdesk.StatusWords;
import org.secondstep.report.ReportPage.Figure;
import org.secondstep.report.ReportPage.Listed;
import org.secondstep.report.ReportPage.Person;
import org.secondstep.shell.Moment;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.StatusQuery;
import org.secondstep.status.StatusQuery.Newest;
import org.secondstep.status.Statuses;

import org.springframework.stereotype.Component;

/**
 * Those who may need help just now: the newest few of them, and how many there are.
 */
@Component
class StuckPeople {

	private static final int LISTED = 20;

	private final Statuses statuses;

	private final StatusWords words;

	StuckPeople(Statuses statuses, StatusWords words) {
		this.statuses = statuses;
		this.words = words;
	}

	Listed refused(Wanted wanted, Instant now, ZoneId zone, Locale locale) {
		StatusQuery query = StatusQuery.refused(wanted.only(), now.minus(PeopleLink.LATELY));
		Figure all = new Figure(this.statuses.count(query),
				wanted.link().with("refused", "true").at(ReportView.PEOPLE));
		return list(all, query, Newest.REFUSED, (person) -> person(person, person.lastRefusedAt(), zone, locale));
	}

	/**
	 * @param all how many they are, which is counted already
	 */
	Listed started(Wanted wanted, Figure all, ZoneId zone, Locale locale) {
		return list(all, StatusQuery.started(wanted.only()), Newest.STARTED,
				(person) -> person(person, person.startedAt(), zone, locale));
	}

	private Listed list(Figure all, StatusQuery query, Newest order, Function<StatusProfile, Person> person) {
		return new Listed(all, this.statuses.newest(query, order, LISTED).stream().map(person).toList());
	}

	private Person person(StatusProfile person, @Nullable Instant when, ZoneId zone, Locale locale) {
		return new Person(person.accountId(), person.displayName(), person.username(), person.organization(),
				Moment.of(Objects.requireNonNull(when), zone, locale), this.words.reason(person, zone, locale));
	}

}
