package org.secondstep.report;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.helpdesk.PeopleLink;
import org.secondstep.method.SecondStep;
import org.secondstep.method.SecondSteps;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.report.ReportPage.Figure;
import org.secondstep.shell.Moment;
import org.secondstep.staff.Scope;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusCount;
import org.secondstep.status.StatusCounts;

import org.springframework.stereotype.Service;

/**
 * Makes the report of this moment.
 */
@Service
class ReportView {

	static final String PEOPLE = "/helpdesk";

	private final StatusCounts counts;

	private final StuckPeople stuck;

	private final Organizations organizations;

	private final SecondSteps secondSteps;

	private final Audit audit;

	private final Clock clock;

	ReportView(StatusCounts counts, StuckPeople stuck, Organizations organizations, SecondSteps secondSteps,
			Audit audit, Clock clock) {
		this.counts = counts;
		this.stuck = stuck;
		this.organizations = organizations;
		this.secondSteps = secondSteps;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * @param chosen id of the only organization wanted; empty or null for all
	 * @throws NoSuchElementException if there is no such organization, or none that this
	 * member of staff may see
	 */
	ReportPage view(@Nullable String chosen, AccountProfile staff, Locale locale) {
		Wanted wanted = Wanted.of(chosen, Scope.of(staff), this.organizations.all());
		Instant now = this.clock.instant();
		ZoneId zone = staff.organization().zone();
		List<String> kinds = this.secondSteps.kinds().stream().map(SecondStep::kind).toList();
		List<Part> parts = parts(wanted);
		List<Row> rows = rows(parts, kinds);
		Figure started = rows.get(rows.size() - 1).of(EnrollmentStatus.STARTED);
		this.audit.remember(AuditEvent.of(AuditAction.REPORT_VIEWED, staff.subject()).detail(wanted.name()));
		return new ReportPage(Moment.of(now, zone, locale), wanted.choices(), chosen, rows, kinds,
				parts.stream().map((part) -> part.progress(now, locale)).toList(),
				this.stuck.refused(wanted, now, zone, locale), this.stuck.started(wanted, started, zone, locale));
	}

	private List<Part> parts(Wanted wanted) {
		Map<UUID, List<StatusCount>> counted = this.counts.count(wanted.only())
			.stream()
			.collect(Collectors.groupingBy(StatusCount::organization));
		return wanted.shown()
			.stream()
			.map((each) -> new Part(each, new Tally(counted.getOrDefault(each.id(), List.of())),
					wanted.link(each.id())))
			.toList();
	}

	private static List<Row> rows(List<Part> parts, List<String> kinds) {
		List<Row> rows = new ArrayList<>();
		parts.forEach((part) -> rows.add(Row.of(part.organization().name(), part.tally(), kinds, part.link())));
		if (parts.size() > 1) {
			List<StatusCount> all = parts.stream().flatMap((part) -> part.tally().counts().stream()).toList();
			rows.add(Row.of(null, new Tally(all), kinds, PeopleLink.everybody()));
		}
		return rows;
	}

	private record Part(OrganizationProfile organization, Tally tally, PeopleLink link) {

		Progress progress(Instant now, Locale locale) {
			return Progress.of(this.organization, this.tally, this.link, now, locale);
		}

	}

}
