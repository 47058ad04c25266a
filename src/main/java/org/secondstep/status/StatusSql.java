package org.secondstep.status;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query, every value as a parameter.
 */
final class StatusSql {

	static final String WITH_ORGANIZATION = " join organization o on o.id = s.organization_id";

	static final String WITH_ALL = WITH_ORGANIZATION
			+ " left join second_step_attempts a on a.account_id = s.account_id";

	private final StringBuilder where = new StringBuilder(" where 1 = 1");

	private final Map<String, Object> parameters = new HashMap<>();

	StatusSql(StatusQuery query) {
		and("s.organization_id = :scope", "scope", query.scope());
		and("s.organization_id = :organization", "organization", query.organization());
		and("s.status = :status", "status", (query.status() != null) ? query.status().name() : null);
		and("',' || s.kinds || ',' like :kind", "kind", (query.kind() != null) ? "%," + query.kind() + ",%" : null);
		and("',' || s.roles || ',' like :role", "role", (query.role() != null) ? "%," + query.role() + ",%" : null);
		and("s.status <> :disabled", "disabled", query.enabledOnly() ? EnrollmentStatus.DISABLED.name() : null);
		and("s.last_refused_at >= :refused", "refused", timestamp(query.refusedSince()));
		and("s.enrolled_day >= :enrolledFrom", "enrolledFrom", query.enrolledFrom());
		and("s.enrolled_day <= :enrolledUntil", "enrolledUntil", query.enrolledUntil());
		List<String> words = SearchText.patterns((query.text() != null) ? query.text() : "");
		for (int i = 0; i < words.size(); i++) {
			and("s.search_text like :word" + i + " escape '!'", "word" + i, words.get(i));
		}
	}

	/**
	 * Only what comes after a row in the order of names.
	 */
	StatusSql after(String sortName, Object accountId) {
		and("s.sort_name >= :lastName", "lastName", sortName);
		and("(s.sort_name > :lastName or s.account_id > :lastId)", "lastId", accountId);
		return this;
	}

	/**
	 * Only what comes after an account in the order of ids.
	 */
	StatusSql after(@Nullable Object accountId) {
		and("s.account_id > :lastId", "lastId", accountId);
		return this;
	}

	String where() {
		return this.where.toString();
	}

	Map<String, Object> parameters() {
		return this.parameters;
	}

	private void and(String condition, String name, @Nullable Object value) {
		if (value != null) {
			this.where.append(" and ").append(condition);
			this.parameters.put(name, value);
		}
	}

	private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
		return (instant != null) ? Timestamp.from(instant) : null;
	}

}
