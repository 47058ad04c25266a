package org.secondstep.helpdesk;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.export.SafeCsv;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.StatusQuery;
import org.secondstep.status.Statuses;

import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * A search as a table for spreadsheets, in the order of names: columns and words as on
 * the page, the reason in a column of its own, times in UTC. Written while it is read, so
 * that any number of people fits into memory.
 */
@Component
class PeopleExport {

	private final PeopleSearch search;

	private final Statuses statuses;

	private final StatusWords words;

	private final MessageSource messages;

	private final Audit audit;

	PeopleExport(PeopleSearch search, Statuses statuses, StatusWords words, MessageSource messages, Audit audit) {
		this.search = search;
		this.statuses = statuses;
		this.words = words;
		this.messages = messages;
		this.audit = audit;
	}

	void write(PeopleForm form, AccountProfile staff, Locale locale, HttpServletResponse response) throws IOException {
		this.audit.remember(AuditEvent.of(AuditAction.PEOPLE_EXPORTED, staff.subject()).detail(form.masked()));
		response.setContentType("text/csv;charset=UTF-8");
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				ContentDisposition.attachment().filename("people.csv").build().toString());
		ZoneId zone = staff.organization().zone();
		try (SafeCsv csv = new SafeCsv(response.getOutputStream())) {
			csv.row(Stream
				.concat(Arrays.stream(StatusQuery.Sort.values()).map(StatusQuery.Sort::key), Stream.of("reason"))
				.map((key) -> this.messages.getMessage("helpdesk.column." + key, null, locale))
				.toArray());
			this.search.query(form, staff)
				.ifPresent((query) -> this.statuses.forEach(query, (person) -> csv.row(cells(person, zone, locale))));
		}
	}

	private Object[] cells(StatusProfile person, ZoneId zone, Locale locale) {
		Instant lastSignIn = person.lastSignInAt();
		return new Object[] { person.displayName(), person.username(), person.organization(),
				this.words.word(person.status(), locale), this.words.methods(person, locale),
				Objects.requireNonNullElse(lastSignIn, ""), this.words.reason(person, zone, locale) };
	}

}
