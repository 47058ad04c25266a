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
		return list(query, Newest.REFUSED, wanted.link().with("refused", "true"),
				(person) -> person(person, person.lastRefusedAt(), zone, locale));
	}

	Listed started(Wanted wanted, ZoneId zone, Locale locale) {
		StatusQuery query = StatusQuery.started(wanted.only());
		return list(query, Newest.STARTED, wanted.link().with("status", "STARTED"),
				(person) -> person(person, person.startedAt(), zone, locale));
	}

	private Listed list(StatusQuery query, Newest order, PeopleLink link, Function<StatusProfile, Person> person) {
		return new Listed(new Figure(this.statuses.count(query), link.at(ReportView.PEOPLE)),
				this.statuses.newest(query, order, LISTED).stream().map(person).toList());
	}

	private Person person(StatusProfile person, @Nullable Instant when, ZoneId zone, Locale locale) {
		return new Person(person.accountId(), person.displayName(), person.username(), person.organization(),
				Moment.of(Objects.requireNonNull(when), zone, locale), this.words.reason(person, zone, locale));
	}

}
