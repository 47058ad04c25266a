package org.secondstep.api;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.apitoken.ApiCaller;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.helpdesk.PeopleForm;
import org.secondstep.helpdesk.StatusWords;
import org.secondstep.method.SecondSteps;
import org.secondstep.shell.PortalAddress;
import org.secondstep.staff.Scope;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.StatusQuery;
import org.secondstep.status.Statuses;

import org.springframework.stereotype.Service;

/**
 * Finds people for a script, two hundred at a time. They come in the order of their ids,
 * in which nothing that happens moves anybody: whoever follows the links meets everyone
 * once. In an order that was asked for, people move, as they do on the helpdesk's page.
 */
@Service
class AccountsSearch {

	private static final int SIZE = 200;

	private final Statuses statuses;

	private final SecondSteps secondSteps;

	private final StatusWords words;

	private final Audit audit;

	private final PortalAddress address;

	private final Clock clock;

	AccountsSearch(Statuses statuses, SecondSteps secondSteps, StatusWords words, Audit audit, PortalAddress address,
			Clock clock) {
		this.statuses = statuses;
		this.secondSteps = secondSteps;
		this.words = words;
		this.audit = audit;
		this.address = address;
		this.clock = clock;
	}

	/**
	 * @return the name of a parameter for which there is no answer
	 */
	Optional<String> wrong(AccountsRequest request, ApiCaller caller) {
		String kind = request.form().kind();
		return request.wrong()
			.or(() -> (kind == null || isKnown(kind)) ? Optional.empty() : Optional.of("kind"))
			.or(() -> query(request.form(), caller).isPresent() ? Optional.empty() : Optional.of("enrolled"));
	}

	AccountsAnswer find(AccountsRequest request, ApiCaller caller, Locale locale) {
		PeopleForm form = request.form();
		StatusQuery query = query(form, caller).orElseThrow();
		this.audit.remember(AuditEvent.bySystem(AuditAction.API_USED, caller.home().subject())
			.by(caller.actor())
			.detail(form.masked()));
		List<StatusProfile> found = request.isSorted()
				? this.statuses.find(query, form.sorting(), form.descending(), request.afterNumber(), SIZE + 1)
				: this.statuses.byId(query, request.afterAccount(), SIZE + 1);
		ZoneId zone = caller.home().zone();
		return new AccountsAnswer(found.stream()
			.limit(SIZE)
			.map((person) -> AccountsAnswer.Entry.of(person, this.words, zone, locale))
			.toList(), (found.size() > SIZE) ? next(request, found.get(SIZE - 1)) : null, this.clock.instant());
	}

	private Optional<StatusQuery> query(PeopleForm form, ApiCaller caller) {
		return form.query(new Scope((caller.organization() != null) ? caller.organization().id() : null), this.clock);
	}

	private boolean isKnown(@Nullable String kind) {
		return this.secondSteps.kinds().stream().anyMatch((each) -> each.kind().equals(kind));
	}

	private String next(AccountsRequest request, StatusProfile last) {
		String place = request.isSorted() ? Integer.toString(request.afterNumber() + SIZE)
				: last.accountId().toString();
		return request.form().link().with(AccountsRequest.AFTER, place).at(this.address.path() + "/api/v1/accounts");
	}

}
