package org.secondstep.approval;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.Grants;
import org.secondstep.secret.HashedColumn;
import org.secondstep.secret.SealedRows;

import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where requests are kept. Each is decided by one conditional update: approved, declined
 * or stopped, whichever comes first.
 */
@Repository
class RequestStore {

	private static final Duration KEPT = Duration.ofDays(3);

	private static final String SELECT = "select id, account_id, requested_by, reason, requested_at, expires_at"
			+ " from reset_request";

	private static final String HOLDS = Grants.HOLDS + " and" + Grants.holds("requested_by", "staff_rights_version");

	private static final String OPEN = " state = 'OPEN' and expires_at > ? and" + HOLDS;

	private final JdbcClient jdbc;

	private final AccountLocks locks;

	private final Clock clock;

	@Bean
	static SealedRows hashesOfRequests(JdbcClient jdbc) {
		return new HashedColumn(jdbc, "reset_request", "token_hash", "state = 'OPEN'");
	}

	RequestStore(JdbcClient jdbc, AccountLocks locks, Clock clock) {
		this.jdbc = jdbc;
		this.locks = locks;
		this.clock = clock;
	}

	/**
	 * Lets nobody else ask for a reset of this account until the transaction ends.
	 */
	void lock(UUID account) {
		this.locks.lock(account);
	}

	void add(ResetRequest request, String tokenHash) {
		this.jdbc
			.sql("""
					insert into reset_request (id, account_id, requested_by, reason, state, token_hash, requested_at, expires_at,
					rights_version, staff_rights_version) values (?, ?, ?, ?, 'OPEN', ?, ?, ?, %1$s, %1$s)"""
				.formatted(Grants.RIGHTS))
			.params(request.id(), request.account(), request.requestedBy(), request.reason(), tokenHash,
					Timestamp.from(request.requestedAt()), Timestamp.from(request.expiresAt()), request.account(),
					request.requestedBy())
			.update();
	}

	/**
	 * @param organization the only one whose people are wanted, or null for all
	 * @return oldest first
	 */
	List<ResetRequest> open(@Nullable UUID organization) {
		String scope = (organization != null) ? " and account_id in (select id from account where organization_id = ?)"
				: "";
		JdbcClient.StatementSpec query = this.jdbc.sql(SELECT + " where" + OPEN + scope + " order by requested_at, id")
			.param(now());
		return ((organization != null) ? query.param(organization) : query).query(ResetRequest::read).list();
	}

	Optional<ResetRequest> openOf(UUID account) {
		return this.jdbc.sql(SELECT + " where account_id = ? and" + OPEN)
			.params(account, now())
			.query(ResetRequest::read)
			.optional();
	}

	/**
	 * @return whether a request for this account, or by it, waits
	 */
	boolean isConcerned(UUID account) {
		return this.jdbc.sql("select count(*) from reset_request where (account_id = ? or requested_by = ?) and" + OPEN)
			.params(account, account, now())
			.query(Integer.class)
			.single() > 0;
	}

	Optional<ResetRequest> find(UUID id) {
		return this.jdbc.sql(SELECT + " where id = ? and" + OPEN)
			.params(id, now())
			.query(ResetRequest::read)
			.optional();
	}

	Optional<ResetRequest> findByToken(List<String> hashes) {
		return this.jdbc
			.sql(SELECT + " where token_hash in (:hashes) and state = 'OPEN' and expires_at > :now and" + HOLDS)
			.param("hashes", hashes)
			.param("now", now())
			.query(ResetRequest::read)
			.optional();
	}

	/**
	 * @return whether the owner stopped a reset since then
	 */
	boolean isStopped(UUID account, Instant since) {
		return isDecided(account, since, "STOPPED");
	}

	/**
	 * @return whether this account was reset since then
	 */
	boolean isReset(UUID account, Instant since) {
		return isDecided(account, since, "ALONE", "APPROVED");
	}

	/**
	 * @return whether two members of staff reset this account since then
	 */
	boolean isApproved(UUID account, Instant since) {
		return isDecided(account, since, "APPROVED");
	}

	/**
	 * @param state what becomes of the request
	 * @param by the second member of staff, or the owner
	 * @return whether this decided it, and nobody else
	 */
	boolean decide(UUID id, String state, UUID by) {
		return this.jdbc
			.sql("update reset_request set state = ?, decided_by = ?, decided_at = ? where id = ? and" + OPEN)
			.params(state, by, now(), id, now())
			.update() == 1;
	}

	private boolean isDecided(UUID account, Instant since, String... states) {
		return this.jdbc.sql("""
				select count(*) from reset_request
				where account_id = :account and state in (:states) and decided_at > :since""")
			.param("account", account)
			.param("states", List.of(states))
			.param("since", Timestamp.from(since))
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * What is older decides nothing any more; the audit remembers it.
	 */
	void forget() {
		this.jdbc.sql("delete from reset_request where requested_at < ?")
			.param(Timestamp.from(this.clock.instant().minus(KEPT)))
			.update();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

}
