package org.secondstep.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.secret.BrokenSeals;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.MapSession;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of sessions; each has one attribute, its {@link SessionRecord}. A row is
 * written only while it has the id under which it was read: anything else would bring
 * back an id, and what was proven, that another request replaced meanwhile.
 */
@Component
class SessionRows {

	private static final String SELECT = """
			select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
			a.attribute_bytes from spring_session s join spring_session_attributes a
			on a.session_primary_id = s.primary_id and a.attribute_name = 'record'
			""";

	/** More are begun in ten minutes by nobody who signs in. */
	static final int MOST_HALF = 20;

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final SessionRecord record;

	private final BrokenSeals broken;

	SessionRows(JdbcClient jdbc, PlatformTransactionManager transactions, SessionRecord record, BrokenSeals broken) {
		this.jdbc = jdbc;
		TransactionTemplate own = new TransactionTemplate(transactions);
		own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.transaction = own;
		this.record = record;
		this.broken = broken;
	}

	/**
	 * @return the session, unless it can't be read or the portal didn't write it so
	 */
	Optional<PortalSession> find(String id) {
		return this.jdbc.sql(SELECT + "where s.session_id = ?")
			.param(id)
			.query((row, index) -> session(row))
			.optional()
			.flatMap((found) -> found);
	}

	/**
	 * @return those that can be read, last used first
	 */
	List<PortalSession> of(UUID account) {
		return this.jdbc.sql(SELECT + "where s.principal_name = ? order by s.last_access_time desc, s.primary_id")
			.param(account.toString())
			.query((row, index) -> session(row))
			.list()
			.stream()
			.flatMap(Optional::stream)
			.toList();
	}

	void insert(PortalSession session) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("""
					insert into spring_session (primary_id, session_id, creation_time, last_access_time,
					max_inactive_interval, expiry_time, principal_name, half)
					values (:primary, :id, :created, :seen, :idle, :expires, :principal, :half)""")
				.param("created", session.getCreationTime().toEpochMilli())
				.params(columns(session))
				.update();
			this.jdbc.sql("""
					insert into spring_session_attributes (session_primary_id, attribute_name, attribute_bytes)
					values (?, 'record', ?)""")
				.params(session.primaryId.toString(), this.record.write(session.parts, session.getId()))
				.update();
		});
		SignedIn.PART.in(session.parts)
			.filter(SessionRows::isHalf)
			.ifPresent((signedIn) -> endOldestHalf(signedIn.accountId()));
	}

	/**
	 * @param storedId the id under which it was read
	 * @return whether it was written; not if it has another id by now, or was ended
	 */
	boolean update(PortalSession session, String storedId) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			int written = this.jdbc.sql("""
					update spring_session set session_id = :id, last_access_time = :seen, max_inactive_interval = :idle,
					expiry_time = :expires, principal_name = :principal, half = :half
					where primary_id = :primary and session_id = :stored""")
				.param("stored", storedId)
				.params(columns(session))
				.update();
			return written == 1 && this.jdbc.sql("""
					update spring_session_attributes set attribute_bytes = ?
					where session_primary_id = ? and attribute_name = 'record'""")
				.params(this.record.write(session.parts, session.getId()), session.primaryId.toString())
				.update() == 1;
		}));
	}

	void see(String id, Instant seen, Instant expires) {
		this.jdbc.sql("update spring_session set last_access_time = ?, expiry_time = ? where session_id = ?")
			.params(seen.toEpochMilli(), expires.toEpochMilli(), id)
			.update();
	}

	void delete(String id) {
		this.jdbc.sql("delete from spring_session where session_id = ?").param(id).update();
	}

	boolean deleteOf(UUID account, UUID primaryId) {
		return this.jdbc.sql("delete from spring_session where principal_name = ? and primary_id = ?")
			.params(account.toString(), primaryId.toString())
			.update() == 1;
	}

	void deleteOthers(UUID account, String currentId) {
		this.jdbc.sql("delete from spring_session where principal_name = ? and session_id <> ?")
			.params(account.toString(), currentId)
			.update();
	}

	/**
	 * After the commit of the one that may be too many, so that the last of several at
	 * once sees all of them.
	 */
	private void endOldestHalf(UUID account) {
		this.jdbc.sql("""
				delete from spring_session where principal_name = :principal and half and primary_id not in
				(select primary_id from spring_session where principal_name = :principal and half
				order by creation_time desc, primary_id limit :most)""")
			.param("principal", account.toString())
			.param("most", MOST_HALF)
			.update();
	}

	private Optional<PortalSession> session(ResultSet row) throws SQLException {
		UUID primaryId = SessionChecks.primaryId(row.getString(1));
		String id = row.getString(2);
		Optional<Map<String, String>> parts = this.record.read(row.getBytes(6), id);
		if (parts.isEmpty()) {
			this.broken.report(SessionChecks.place(primaryId));
			return Optional.empty();
		}
		MapSession known = new MapSession(id);
		known.setCreationTime(Instant.ofEpochMilli(row.getLong(3)));
		known.setLastAccessedTime(Instant.ofEpochMilli(row.getLong(4)));
		known.setMaxInactiveInterval(Duration.ofSeconds(row.getLong(5)));
		PortalSession session = new PortalSession(primaryId, known, parts.get());
		session.storedId = id;
		return Optional.of(session);
	}

	private static Map<String, @Nullable Object> columns(PortalSession session) {
		Optional<SignedIn> signedIn = SignedIn.PART.in(session.parts);
		Map<String, @Nullable Object> columns = new HashMap<>();
		columns.put("primary", session.primaryId.toString());
		columns.put("id", session.getId());
		columns.put("seen", session.getLastAccessedTime().toEpochMilli());
		columns.put("idle", session.getMaxInactiveInterval().toSeconds());
		columns.put("expires", session.expiresAt().toEpochMilli());
		columns.put("principal", signedIn.map((found) -> found.accountId().toString()).orElse(null));
		columns.put("half", signedIn.filter(SessionRows::isHalf).isPresent());
		return columns;
	}

	private static boolean isHalf(SignedIn signedIn) {
		return signedIn.isHalf() && signedIn.secondStepDue();
	}

}
