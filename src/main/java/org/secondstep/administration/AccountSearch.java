package org.secondstep.administration;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.StatusQuery;
import org.secondstep.status.Statuses;

import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Finds accounts of every organization.
 */
@Service
class AccountSearch {

	private static final int SIZE = 50;

	private static final int LAST_PAGE = 100_000;

	private final Statuses statuses;

	private final Audit audit;

	AccountSearch(Statuses statuses, Audit audit) {
		this.statuses = statuses;
		this.audit = audit;
	}

	/**
	 * @param text words, see {@link StatusQuery}
	 * @param page from 0; anything else is the first
	 */
	AccountsPage find(String text, String page, AccountProfile administrator) {
		int number = page.matches("\\d{1,6}") ? Math.min(LAST_PAGE, Integer.parseInt(page)) : 0;
		StatusQuery query = new StatusQuery(text, null, null, null, null, null, false, null, null, null);
		List<StatusProfile> found = this.statuses.find(query, StatusQuery.Sort.NAME, false, (long) number * SIZE,
				SIZE + 1);
		this.audit.remember(AuditEvent.of(AuditAction.PEOPLE_SEARCHED, administrator.subject())
			.detail("text of %s characters".formatted(text.strip().length())));
		return new AccountsPage(text, found.stream().limit(SIZE).map(Row::of).toList(),
				(number > 0) ? link(text, number - 1) : null, (found.size() > SIZE) ? link(text, number + 1) : null);
	}

	private static String link(String text, int number) {
		return UriComponentsBuilder.fromPath("/admin/accounts")
			.queryParam("q", "{q}")
			.queryParam("page", number)
			.encode()
			.buildAndExpand(text.substring(0, Math.min(200, text.length())))
			.toUriString();
	}

	record AccountsPage(String text, List<Row> rows, @Nullable String previous, @Nullable String next) {
	}

	record Row(UUID id, String name, String account, String organization, List<Role> roles, boolean disabled) {

		static Row of(StatusProfile person) {
			return new Row(person.accountId(), person.displayName(), person.username(), person.organization(),
					person.roles().stream().sorted().toList(), person.status() == EnrollmentStatus.DISABLED);
		}

	}

}
