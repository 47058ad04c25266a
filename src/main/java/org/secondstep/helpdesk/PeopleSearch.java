package org.secondstep.helpdesk;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.SecondStep;
import org.secondstep.method.SecondSteps;
import org.secondstep.organization.Organizations;
import org.secondstep.shell.Moment;
import org.secondstep.staff.Scope;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.StatusQuery;
import org.secondstep.status.Statuses;

import org.springframework.stereotype.Service;

/**
 * Finds people for a member of staff, within what that member may see.
 */
@Service
class PeopleSearch {

	private static final int SIZE = 50;

	private final Statuses statuses;

	private final Organizations organizations;

	private final SecondSteps secondSteps;

	private final StatusWords words;

	private final Audit audit;

	private final Clock clock;

	PeopleSearch(Statuses statuses, Organizations organizations, SecondSteps secondSteps, StatusWords words,
			Audit audit, Clock clock) {
		this.statuses = statuses;
		this.organizations = organizations;
		this.secondSteps = secondSteps;
		this.words = words;
		this.audit = audit;
		this.clock = clock;
	}

	PeoplePage find(PeopleForm form, AccountProfile staff, Locale locale) {
		ZoneId zone = staff.organization().zone();
		Optional<StatusQuery> query = query(form, staff);
		List<StatusProfile> found = query
			.map((known) -> this.statuses.find(known, form.sorting(), form.descending(), (long) form.number() * SIZE,
					SIZE + 1))
			.orElse(List.of());
		this.audit.remember(AuditEvent.of(AuditAction.PEOPLE_SEARCHED, staff.subject()).detail(form.masked()));
		return new PeoplePage(query.isPresent(), form.isFiltered(),
				found.stream()
					.limit(SIZE)
					.map((person) -> PeoplePage.Row.of(person, this.words, zone, locale))
					.toList(),
				PeoplePage.Column.of(form), Scope.of(staff).isAll() ? this.organizations.all() : List.of(),
				this.secondSteps.kinds().stream().map(SecondStep::kind).toList(),
				(form.number() > 0) ? page(form, form.number() - 1) : null,
				(found.size() > SIZE) ? page(form, form.number() + 1) : null,
				form.link().without("page").at("/helpdesk/download.csv"),
				form.link().without("page").at("/admin/invitations/new"),
				Moment.of(this.clock.instant(), zone, locale));
	}

	Optional<StatusQuery> query(PeopleForm form, AccountProfile staff) {
		return form.query(Scope.of(staff), this.clock);
	}

	private static String page(PeopleForm form, int number) {
		return form.link().without("page").with("page", (number > 0) ? Integer.toString(number) : null).at("/helpdesk");
	}

}
