package org.secondstep.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query, every value as a parameter.
 */
final class AuditSql {

	private final StringBuilder where = new StringBuilder(" where 1 = 1");

	private final Map<String, Object> parameters = new HashMap<>();

	private final List<String> order;

	AuditSql(AuditQuery query) {
		this.order = order(query);
		and("chain_id = :chain", "chain", query.chain());
		among("account_id", "accounts", query.accounts());
		and("action = :action", "action", (query.action() != null) ? query.action().name() : null);
		among("actor_id", "actors", query.actors());
		and("at >= :from", "from", timestamp(query.from()));
		and("at < :before", "before", timestamp(query.before()));
		and("request_id = :requestId", "requestId", query.requestId());
	}

	AuditSql and(String condition, String name, @Nullable Object value) {
		if (value != null) {
			this.where.append(" and ").append(condition);
			this.parameters.put(name, value);
		}
		return this;
	}

	String where() {
		return this.where.toString();
	}

	Map<String, Object> parameters() {
		return this.parameters;
	}

	/**
	 * Columns that are the same in all that is found stand in front, so that H2 too sees
	 * which index has this order already.
	 */
	String orderBy(boolean descending) {
		String direction = descending ? " desc" : "";
		return this.order.stream().collect(Collectors.joining(direction + ", ", " order by ", direction));
	}

	private static List<String> order(AuditQuery query) {
		if (query.accounts() != null && query.accounts().size() == 1) {
			return List.of("account_id", "id");
		}
		if (query.accounts() != null || query.actors() != null || query.requestId() != null) {
			return List.of("id");
		}
		List<String> columns = new ArrayList<>();
		if (query.chain() != null) {
			columns.add("chain_id");
		}
		if (query.action() != null) {
			columns.add("action");
		}
		columns.add("id");
		return columns;
	}

	private void among(String column, String name, @Nullable Set<UUID> values) {
		if (values != null && values.isEmpty()) {
			this.where.append(" and 1 = 0");
			return;
		}
		and(column + " in (:" + name + ")", name, values);
	}

	private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
		return (instant != null) ? Timestamp.from(instant) : null;
	}

}
