package org.secondstep.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what was remembered, a thousand entries at a time, so that any number fits into
 * memory. The order is that in which entries were stored, whatever the clocks said.
 */
@Repository
public class AuditTrail {

	private static final int BATCH = 1000;

	/** Clocks of nodes are not further apart than this. */
	private static final Duration SKEW = Duration.ofDays(1);

	private static final String SELECT = "select id, hash, key_id, " + AuditStore.FIELDS + " from audit_entry";

	private final JdbcClient jdbc;

	private final AuditStore store;

	AuditTrail(JdbcOperations jdbc) {
		this.jdbc = JdbcClient.create(jdbc);
		this.store = new AuditStore(jdbc);
	}

	/**
	 * @return the audit in a database of which no portal is running here
	 */
	public static AuditTrail in(DataSource database) {
		return new AuditTrail(new JdbcTemplate(database));
	}

	public List<ChainHead> heads() {
		return this.store.heads();
	}

	/**
	 * @return every chain of which there is a head or an entry
	 */
	public List<UUID> chains() {
		return this.jdbc
			.sql("select chain_id from audit_chain union select distinct chain_id from audit_entry order by 1")
			.query(UUID.class)
			.list();
	}

	/**
	 * @param chain the only one that counts; none if all do
	 * @return accounts that were called so when something was remembered about them, and
	 * that occur in the chain
	 */
	public Set<UUID> called(String name, @Nullable UUID chain) {
		String all = "select distinct account_id from audit_entry where account_name = :name and account_id is not null";
		String here = "exists (select 1 from audit_entry e where e.chain_id = :chain and e.%s = known.account_id)";
		String known = "select account_id from (" + all + ") known where " + here.formatted("account_id") + " or "
				+ here.formatted("actor_id");
		return this.jdbc.sql((chain != null) ? known : all)
			.param("name", name)
			.param("chain", chain)
			.query(UUID.class)
			.set();
	}

	/**
	 * @return accounts about which such a thing was remembered since then, by the client
	 * address from which it came
	 */
	public Map<String, Set<UUID>> accountsByAddress(AuditAction action, Instant since) {
		Map<String, Set<UUID>> accounts = new HashMap<>();
		this.jdbc.sql("""
				select distinct address, account_id from audit_entry
				where action = ? and at > ? and address is not null and account_id is not null""")
			.params(action.name(), Timestamp.from(since))
			.query((row) -> {
				accounts.computeIfAbsent(row.getString(1), (address) -> new HashSet<>())
					.add(row.getObject(2, UUID.class));
			});
		return accounts;
	}

	/**
	 * @param id where to go on; none begins with the newest
	 * @return newest first
	 */
	public List<StoredEntry> olderThan(AuditQuery query, @Nullable Long id, int most) {
		AuditSql sql = sql(query).and("id < :last", "last", id);
		return find(sql, sql.orderBy(true), most);
	}

	/**
	 * @return those next to the id, newest first
	 */
	public List<StoredEntry> newerThan(AuditQuery query, long id, int most) {
		AuditSql sql = sql(query).and("id > :last", "last", id);
		List<StoredEntry> found = new ArrayList<>(find(sql, sql.orderBy(false), most));
		Collections.reverse(found);
		return found;
	}

	/**
	 * Hands over what fits, newest first.
	 */
	public void forEach(AuditQuery query, Consumer<StoredEntry> consumer) {
		List<StoredEntry> batch = olderThan(query, null, BATCH);
		while (!batch.isEmpty()) {
			batch.forEach(consumer);
			batch = (batch.size() < BATCH) ? List.of() : olderThan(query, batch.get(batch.size() - 1).id(), BATCH);
		}
	}

	/**
	 * Hands over a whole chain: what stands before its beginning, then 1, 2, 3, …
	 */
	public void forEachOf(UUID chain, Consumer<StoredEntry> consumer) {
		forEachOf(chain, "id", " and number is null", StoredEntry::id, consumer);
		forEachOf(chain, "number", "", (stored) -> stored.entry().number(), consumer);
	}

	private void forEachOf(UUID chain, String key, String condition, ToLongFunction<StoredEntry> at,
			Consumer<StoredEntry> consumer) {
		long last = Long.MIN_VALUE;
		List<StoredEntry> batch;
		do {
			batch = find(new AuditSql(AuditQuery.all(chain)).and(key + " > :last" + condition, "last", last),
					" order by chain_id, " + key, BATCH);
			batch.forEach(consumer);
			last = batch.isEmpty() ? last : at.applyAsLong(batch.get(batch.size() - 1));
		}
		while (batch.size() == BATCH);
	}

	/**
	 * Times are translated to ids first, with room for clocks that differ, so that an old
	 * time is found without passing over all that is newer.
	 */
	private AuditSql sql(AuditQuery query) {
		AuditSql sql = new AuditSql(query);
		if (query.from() != null) {
			Long first = idAt(query.from().minus(SKEW), ">= ? order by at, id");
			sql.and("id >= :first", "first", (first != null) ? first : Long.MAX_VALUE);
		}
		if (query.before() != null) {
			Long last = idAt(query.before().plus(SKEW), "<= ? order by at desc, id desc");
			sql.and("id <= :newest", "newest", (last != null) ? last : 0);
		}
		return sql;
	}

	private @Nullable Long idAt(Instant time, String condition) {
		return this.jdbc.sql("select id from audit_entry where at " + condition + " limit 1")
			.param(Timestamp.from(time))
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	private List<StoredEntry> find(AuditSql sql, String order, int most) {
		return this.jdbc.sql(SELECT + sql.where() + order + " limit :most")
			.params(sql.parameters())
			.param("most", most)
			.query(AuditTrail::stored)
			.list();
	}

	private static StoredEntry stored(ResultSet row, int index) throws SQLException {
		return new StoredEntry(row.getLong("id"), AuditStore.entry(row, index), row.getString("hash"),
				row.getString("key_id"));
	}

}
