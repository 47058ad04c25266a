package org.secondstep.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Entries and chain heads in the database. Nothing here changes or removes an entry.
 */
@Repository
class AuditStore {

	static final String FIELDS = """
			chain_id, number, at, action, account_id, account_name, actor_id, actor_name, kind, detail, address,
			request_id, node""";

	private static final String HEAD = "chain_id, number, hash, at, keyed_check";

	private final JdbcOperations batches;

	private final JdbcClient jdbc;

	AuditStore(JdbcOperations jdbc) {
		this.batches = jdbc;
		this.jdbc = JdbcClient.create(jdbc);
	}

	/**
	 * Nobody else adds to this chain until the transaction ends.
	 */
	ChainHead lock(UUID chain) {
		Optional<ChainHead> head = this.jdbc.sql("select " + HEAD + " from audit_chain where chain_id = ? for update")
			.param(chain)
			.query(AuditStore::head)
			.optional();
		return head.orElseGet(() -> begin(chain));
	}

	/**
	 * @param entries numbered, with their hashes
	 */
	void append(List<StoredEntry> entries) {
		this.batches.batchUpdate(
				"insert into audit_entry (" + FIELDS
						+ ", hash, key_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				entries.stream().map(AuditStore::columns).toList());
	}

	void move(ChainHead head) {
		this.jdbc.sql("update audit_chain set number = ?, hash = ?, at = ?, keyed_check = ? where chain_id = ?")
			.param(head.number())
			.param(head.hash())
			.param(Timestamp.from(head.at()))
			.param(head.keyedCheck())
			.param(head.chain())
			.update();
	}

	List<ChainHead> heads() {
		return this.jdbc.sql("select " + HEAD + " from audit_chain order by chain_id").query(AuditStore::head).list();
	}

	List<AuditEntry> about(UUID account, @Nullable UUID chain, @Nullable Set<AuditAction> actions, int most) {
		AuditSql sql = new AuditSql(new AuditQuery(chain, Set.of(account), null, null, null, null, null)).and(
				"action in (:actions)", "actions",
				(actions != null) ? actions.stream().map(AuditAction::name).toList() : null);
		return this.jdbc
			.sql("select " + FIELDS + " from audit_entry" + sql.where() + sql.orderBy(true) + " limit :most")
			.params(sql.parameters())
			.param("most", most)
			.query(AuditStore::entry)
			.list();
	}

	static AuditEntry entry(ResultSet row, int index) throws SQLException {
		return new AuditEntry(row.getObject("chain_id", UUID.class), row.getLong("number"),
				row.getTimestamp("at").toInstant(), row.getString("action"), row.getObject("account_id", UUID.class),
				row.getString("account_name"), row.getObject("actor_id", UUID.class), row.getString("actor_name"),
				row.getString("kind"), row.getString("detail"), row.getString("address"), row.getString("request_id"),
				row.getString("node"));
	}

	private static @Nullable Object[] columns(StoredEntry stored) {
		AuditEntry entry = stored.entry();
		return new Object[] { entry.chain(), entry.number(), Timestamp.from(entry.at()), entry.action(),
				entry.accountId(), entry.accountName(), entry.actorId(), entry.actorName(), entry.kind(),
				entry.detail(), entry.address(), entry.requestId(), entry.node(), stored.hash(), stored.keyId() };
	}

	private static ChainHead head(ResultSet row, int index) throws SQLException {
		return new ChainHead(row.getObject("chain_id", UUID.class), row.getLong("number"), row.getString("hash"),
				row.getTimestamp("at").toInstant(), row.getString("keyed_check"));
	}

	/**
	 * Only the transaction that creates an organization comes here, so nobody else can.
	 */
	private ChainHead begin(UUID chain) {
		ChainHead beginning = ChainHead.beginning(chain);
		this.jdbc.sql("insert into audit_chain (chain_id, number, hash, at) values (?, ?, ?, ?)")
			.params(chain, beginning.number(), beginning.hash(), Timestamp.from(beginning.at()))
			.update();
		return beginning;
	}

}
