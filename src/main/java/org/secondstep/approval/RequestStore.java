package org.secondstep.approval;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
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

	private static final String OPEN = " state = 'OPEN' and expires_at > ?";

	private final JdbcClient jdbc;

	private final Clock clock;

	RequestStore(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Lets nobody else ask for a reset of this account until the transaction ends.
	 */
	void lock(UUID account) {
		this.jdbc.sql("select id from account where id = ? for update").param(account).query(UUID.class).single();
	}

	void add(ResetRequest request, String tokenHash) {
		this.jdbc
			.sql("""
					insert into reset_request (id, account_id, requested_by, reason, state, token_hash, requested_at, expires_at)
					values (?, ?, ?, ?, 'OPEN', ?, ?, ?)""")
			.params(request.id(), request.account(), request.requestedBy(), request.reason(), tokenHash,
					Timestamp.from(request.requestedAt()), Timestamp.from(request.expiresAt()))
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

	Optional<ResetRequest> find(UUID id) {
		return this.jdbc.sql(SELECT + " where id = ? and" + OPEN)
			.params(id, now())
			.query(ResetRequest::read)
			.optional();
	}

	Optional<ResetRequest> findByToken(List<String> hashes) {
		return this.jdbc.sql(SELECT + " where token_hash in (:hashes) and state = 'OPEN' and expires_at > :now")
			.param("hashes", hashes)
			.param("now", now())
			.query(ResetRequest::read)
			.optional();
	}

	/**
	 * @return whether the owner stopped a reset since then
	 */
	boolean isStopped(UUID account, Instant since) {
		return this.jdbc
			.sql("select count(*) from reset_request where account_id = ? and state = 'STOPPED' and decided_at > ?")
			.params(account, Timestamp.from(since))
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Remembers what one member of staff did alone.
	 * @param state "ALONE" for a reset, "PASS" for a pass
	 */
	void addDone(ResetRequest reset, String state) {
		add(reset, reset.id().toString());
		decide(reset.id(), state, reset.requestedBy());
	}

	/**
	 * @return how many resets of this account were done since then
	 */
	int resetsOf(UUID account, Instant since) {
		return this.jdbc.sql("""
				select count(*) from reset_request
				where account_id = ? and state in ('ALONE', 'APPROVED') and decided_at > ?""")
			.params(account, Timestamp.from(since))
			.query(Integer.class)
			.single();
	}

	/**
	 * @return whether two members of staff reset this account since then
	 */
	boolean isApproved(UUID account, Instant since) {
		return this.jdbc
			.sql("select count(*) from reset_request where account_id = ? and state = 'APPROVED' and decided_at > ?")
			.params(account, Timestamp.from(since))
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * @return how many people beside this one a member of staff alone reset, or gave a
	 * pass, since then
	 */
	int othersOpenedBy(UUID staff, UUID account, Instant since) {
		return this.jdbc.sql("""
				select count(distinct account_id) from reset_request
				where requested_by = ? and account_id <> ? and state in ('ALONE', 'PASS') and decided_at > ?""")
			.params(staff, account, Timestamp.from(since))
			.query(Integer.class)
			.single();
	}

	/**
	 * @return how many people of this organization were reset, or got a pass, since then
	 */
	int openedIn(UUID organization, Instant since) {
		return this.jdbc.sql("""
				select count(distinct r.account_id) from reset_request r join account a on a.id = r.account_id
				where a.organization_id = ? and r.state in ('ALONE', 'PASS', 'APPROVED') and r.decided_at > ?""")
			.params(organization, Timestamp.from(since))
			.query(Integer.class)
			.single();
	}

	/**
	 * Lets nobody else count the resets of this organization until the transaction ends.
	 */
	void lockOrganization(UUID organization) {
		this.jdbc.sql("select id from organization where id = ? for update")
			.param(organization)
			.query(UUID.class)
			.single();
	}

	/**
	 * Runs while nobody else can do so for the same subject.
	 * @return whether there was no alarm about this subject since then
	 */
	boolean raiseAlarm(UUID subject, Instant now, Instant since) {
		boolean another = this.jdbc.sql("update reset_alarm set at = ? where subject_id = ? and at <= ?")
			.params(Timestamp.from(now), subject, Timestamp.from(since))
			.update() == 1;
		return another || this.jdbc.sql("""
				insert into reset_alarm (subject_id, at) select a.id, cast(? as timestamp(6) with time zone)
				from (select cast(? as uuid) as id) a
				where not exists (select 1 from reset_alarm r where r.subject_id = a.id)""")
			.params(Timestamp.from(now), subject)
			.update() == 1;
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

	/**
	 * What is older decides nothing any more; the audit remembers it.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
	void forget() {
		this.jdbc.sql("delete from reset_request where requested_at < ?")
			.param(Timestamp.from(this.clock.instant().minus(KEPT)))
			.update();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant().truncatedTo(ChronoUnit.MICROS));
	}

}
