package org.secondstep.callercheck;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountLocks;
import org.secondstep.account.Grants;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where checks are kept. Whatever decides something is one conditional statement, and its
 * row count is the answer.
 */
@Repository
class CheckStore {

	private static final Duration KEPT = Duration.ofDays(1);

	private static final String SELECT = """
			select id, account_id, staff_id, colleague_id, way, state, language, sealed_words, caller_heard, staff_heard,
			expires_at, verified_at from caller_check""";

	private static final String NEWEST = " order by started_at desc, id limit 1";

	private static final String RUNNING = " where id = :id and state = 'OPEN' and expires_at > :now and"
			+ CheckGrants.HOLD;

	private static final String VERIFY = "update caller_check set state = 'VERIFIED', verified_at = :now" + RUNNING;

	private static final String DECLINE = "update caller_check set state = 'DECLINED'" + RUNNING;

	private final JdbcClient jdbc;

	private final AccountLocks locks;

	private final Clock clock;

	CheckStore(JdbcClient jdbc, AccountLocks locks, Clock clock) {
		this.jdbc = jdbc;
		this.locks = locks;
		this.clock = clock;
	}

	/**
	 * Lets nobody else begin a check of this person until the transaction ends.
	 */
	void lock(UUID account) {
		this.locks.lock(account);
	}

	void add(CallerCheck check) {
		this.jdbc.sql("""
				insert into caller_check (id, account_id, staff_id, colleague_id, way, state, language, sealed_words,
				caller_tries, staff_tries, caller_heard, staff_heard, started_at, expires_at, verified_at,
				rights_version, staff_rights_version, colleague_rights_version)
				values (:id, :account, :staff, :colleague, :way, :state, :language, :words, 0, 0, false, false, :now,
				:expires, :verified, (select a.rights_version from account a where a.id = :account),
				(select a.rights_version from account a where a.id = :staff),
				(select a.rights_version from account a where a.id = :colleague))""")
			.param("id", check.id())
			.param("account", check.account())
			.param("staff", check.staff())
			.param("colleague", check.colleague())
			.param("way", check.way().name())
			.param("state", check.state().name())
			.param("language", check.language())
			.param("words", check.sealedWords())
			.param("now", Timestamp.from(now()))
			.param("expires", Timestamp.from(check.expiresAt()))
			.param("verified", (check.verifiedAt() != null) ? Timestamp.from(check.verifiedAt()) : null)
			.update();
	}

	/**
	 * @return the newest check by words of this person
	 */
	Optional<CallerCheck> ofCaller(UUID account) {
		return find("account_id = ? and way = 'WORDS'", account);
	}

	/**
	 * @return the newest check of this person by this member of staff
	 */
	Optional<CallerCheck> ofStaff(UUID staff, UUID account) {
		return find("staff_id = ? and account_id = ?", staff, account);
	}

	/**
	 * @return the newest question to this colleague that waits for an answer
	 */
	Optional<CallerCheck> ofColleague(UUID colleague) {
		return find("colleague_id = ? and state = 'OPEN' and expires_at > ?", colleague, Timestamp.from(now()));
	}

	Optional<Instant> verifiedAt(UUID staff, UUID account, Instant since) {
		return this.jdbc.sql("""
				select verified_at from caller_check
				where staff_id = ? and account_id = ? and state = 'VERIFIED' and verified_at > ? and%s
				order by verified_at desc limit 1""".formatted(CheckGrants.HOLD))
			.params(staff, account, Timestamp.from(since))
			.query(Timestamp.class)
			.optional()
			.map(Timestamp::toInstant);
	}

	/**
	 * @return whether the waiting caller was nobody else's until now
	 */
	boolean take(UUID check, UUID staff, Instant expires) {
		return this.jdbc.sql("""
				update caller_check set staff_id = ?, staff_rights_version = %s, expires_at = ?
				where id = ? and state = 'OPEN' and staff_id is null and expires_at > ?""".formatted(Grants.RIGHTS))
			.params(staff, staff, Timestamp.from(expires), check, Timestamp.from(now()))
			.update() == 1;
	}

	void replaceOpen(UUID account, Way way) {
		this.jdbc.sql("update caller_check set state = 'REPLACED' where account_id = ? and way = ? and state = 'OPEN'")
			.params(account, way.name())
			.update();
	}

	/**
	 * Counts a word before it is judged.
	 * @return whether it may be judged
	 */
	boolean reserve(UUID check, Side side) {
		return this.jdbc.sql("""
				update caller_check set %1$s_tries = %1$s_tries + 1
				where id = ? and state = 'OPEN' and way = 'WORDS' and staff_id is not null and %1$s_heard = false
				and %1$s_tries < ? and expires_at > ? and%2$s""".formatted(column(side), CheckGrants.HOLD))
			.params(check, CallerCheck.TRIES, Timestamp.from(now()))
			.update() == 1;
	}

	/**
	 * @return whether both sides have heard each other now
	 */
	boolean heard(UUID check, Side side) {
		this.jdbc.sql("update caller_check set %s_heard = true where id = ?".formatted(column(side)))
			.param(check)
			.update();
		return this.jdbc.sql(VERIFY + " and caller_heard = true and staff_heard = true")
			.param("now", Timestamp.from(now()))
			.param("id", check)
			.update() == 1;
	}

	/**
	 * @return whether this was the last try
	 */
	boolean missed(UUID check, Side side) {
		return this.jdbc
			.sql("update caller_check set state = 'FAILED' where id = ? and state = 'OPEN' and %s_tries >= ?"
				.formatted(column(side)))
			.params(check, CallerCheck.TRIES)
			.update() == 1;
	}

	/**
	 * @return whether the colleague's answer came in time and first
	 */
	boolean answer(UUID check, UUID colleague, boolean there) {
		return this.jdbc.sql((there ? VERIFY : DECLINE) + " and colleague_id = :colleague")
			.param("now", Timestamp.from(now()))
			.param("id", check)
			.param("colleague", colleague)
			.update() == 1;
	}

	void forget() {
		Timestamp before = Timestamp.from(now().minus(KEPT));
		this.jdbc.sql("delete from caller_check where started_at < ?").param(before).update();
	}

	private Optional<CallerCheck> find(String condition, Object... parameters) {
		return this.jdbc.sql(SELECT + " where " + condition + " and" + CheckGrants.HOLD + NEWEST)
			.params(parameters)
			.query(CallerCheck::read)
			.optional();
	}

	private static String column(Side side) {
		return (side == Side.CALLER) ? "caller" : "staff";
	}

	private Instant now() {
		return this.clock.instant();
	}

}
