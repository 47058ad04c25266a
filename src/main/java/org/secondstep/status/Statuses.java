package org.secondstep.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people by how far they are. Every answer comes from one statement, however many
 * people there are.
 */
@Service
@Transactional(readOnly = true)
public class Statuses {

	private static final int BATCH = 1000;

	private static final String FIELDS = """
			select s.account_id, s.username, s.display_name, s.organization_id, o.name, s.roles, s.status, s.methods,
			s.kinds, s.step, s.step_at, s.started_at, s.wrong_codes, s.diagnosis, s.diagnosis_value, s.enrolled_at,
			s.enrolled_before, s.locked_at, s.last_sign_in_at, s.last_refused_at, a.failures, a.blocked_until, s.sort_name""";

	private static final String SELECT = FIELDS + " from enrollment_status s" + StatusSql.WITH_ALL;

	private final JdbcClient jdbc;

	private final Clock clock;

	Statuses(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	public Optional<StatusProfile> find(UUID account) {
		return this.jdbc.sql(SELECT + " where s.account_id = ?").param(account).query(this::profile).optional();
	}

	/**
	 * @param from how many to pass over
	 * @param most how many to return
	 */
	public List<StatusProfile> find(StatusQuery query, StatusQuery.Sort sort, boolean descending, long from, int most) {
		String with = (sort == StatusQuery.Sort.ORGANIZATION) ? StatusSql.WITH_ORGANIZATION : "";
		return find(with, new StatusSql(query), query.orderBy(sort, descending), from, most);
	}

	/**
	 * @param most how many to return
	 */
	public List<StatusProfile> newest(StatusQuery query, StatusQuery.Newest order, int most) {
		return find("", new StatusSql(query), order.orderBy(), 0, most);
	}

	public Selection select(StatusQuery query) {
		StatusSql sql = new StatusSql(query);
		return new Selection("select s.account_id from enrollment_status s" + sql.where(), sql.parameters());
	}

	public long count(StatusQuery query) {
		StatusSql sql = new StatusSql(query);
		return this.jdbc.sql("select count(*) from enrollment_status s" + sql.where())
			.params(sql.parameters())
			.query(Long.class)
			.single();
	}

	/**
	 * The next people in the order of their ids, which never changes.
	 * @param last the account after which to go on, also one that is gone; none begins
	 */
	public List<StatusProfile> byId(StatusQuery query, @Nullable UUID last, int most) {
		return find("", new StatusSql(query).after(last), "s.account_id", 0, most);
	}

	/**
	 * Hands over everybody in the order of names, a thousand at a time, so that any
	 * number fits into memory.
	 */
	@Transactional(propagation = org.springframework.transaction.annotation.Propagation.SUPPORTS)
	public void forEach(StatusQuery query, Consumer<StatusProfile> consumer) {
		List<StatusProfile> batch = after(query, null);
		while (!batch.isEmpty()) {
			batch.forEach(consumer);
			batch = (batch.size() < BATCH) ? List.of() : after(query, batch.get(batch.size() - 1));
		}
	}

	/**
	 * The next people in the order of names.
	 * @param last after whom to go on, also if they are called otherwise by now; none
	 * begins
	 */
	private List<StatusProfile> after(StatusQuery query, @Nullable StatusProfile last) {
		StatusSql sql = new StatusSql(query);
		if (last != null) {
			sql.after(last.sortName(), last.accountId());
		}
		return find("", sql, query.orderBy(StatusQuery.Sort.NAME, false), 0, BATCH);
	}

	/**
	 * Chooses whom to return, by indexes alone where that can be, before it reads
	 * anything else of them.
	 * @param with what else the order needs
	 */
	private List<StatusProfile> find(String with, StatusSql sql, String orderBy, long from, int most) {
		String chosen = "(select s.account_id from enrollment_status s" + with + sql.where() + " order by " + orderBy
				+ " limit :most offset :from) chosen";
		return this.jdbc
			.sql(FIELDS + " from " + chosen + " join enrollment_status s on s.account_id = chosen.account_id"
					+ StatusSql.WITH_ALL + " order by " + orderBy)
			.params(sql.parameters())
			.param("most", most)
			.param("from", from)
			.query(this::profile)
			.list();
	}

	private StatusProfile profile(ResultSet row, int index) throws SQLException {
		Instant blocked = instant(row, "blocked_until");
		return new StatusProfile(row.getObject("account_id", UUID.class), row.getString("username"),
				row.getString("display_name"), row.getObject("organization_id", UUID.class), row.getString("name"),
				roles(row.getString("roles")), EnrollmentStatus.valueOf(row.getString("status")), row.getInt("methods"),
				split(row.getString("kinds")), row.getObject("step", Integer.class), instant(row, "step_at"),
				instant(row, "started_at"), row.getInt("wrong_codes"), row.getString("diagnosis"),
				row.getString("diagnosis_value"), instant(row, "enrolled_at"), row.getBoolean("enrolled_before"),
				instant(row, "locked_at"), instant(row, "last_sign_in_at"), instant(row, "last_refused_at"),
				row.getInt("failures"), (blocked != null && blocked.isAfter(this.clock.instant())) ? blocked : null,
				row.getString("sort_name"));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		Timestamp timestamp = row.getTimestamp(column);
		return (timestamp != null) ? timestamp.toInstant() : null;
	}

	private static Set<Role> roles(String text) {
		return split(text).stream().map(Role::valueOf).collect(Collectors.toSet());
	}

	static List<String> split(String text) {
		return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
	}

}
