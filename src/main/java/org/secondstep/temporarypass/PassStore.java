package org.secondstep.temporarypass;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountLocks;
import org.secondstep.account.Grants;
import org.secondstep.method.Tickets;
import org.secondstep.secret.HashedColumn;
import org.secondstep.secret.SealedRows;
import org.secondstep.temporarypass.PassProfile.State;

import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of passes, at most one for each account.
 */
@Repository
class PassStore {

	private static final String USABLE = " starts_at <= :now and ends_at > :now and (many_uses or uses = 0) and"
			+ Grants.HOLDS;

	/** Its time is not over, or what it opened may still go on. */
	private static final String COUNTS = " (ends_at > :now or last_used_at > :since)";

	private final JdbcClient jdbc;

	private final AccountLocks locks;

	PassStore(JdbcClient jdbc, AccountLocks locks) {
		this.jdbc = jdbc;
		this.locks = locks;
	}

	@Bean
	static SealedRows hashesOfPasses(JdbcClient jdbc) {
		return new HashedColumn(jdbc, "temporary_pass", "pass_hash", "uses = 0 or many_uses");
	}

	/**
	 * Replaces the account's earlier pass, also if somebody else does the same now.
	 * @return whether the earlier one had been used
	 */
	boolean put(UUID account, PassPurpose purpose, String hash, Instant starts, Instant ends, boolean manyUses) {
		this.locks.lock(account);
		boolean used = !deleteUnused(account) && delete(account);
		this.jdbc
			.sql("""
					insert into temporary_pass (account_id, purpose, pass_hash, starts_at, ends_at, many_uses, uses, rights_version)
					values (?, ?, ?, ?, ?, ?, 0, %s)"""
				.formatted(Grants.RIGHTS))
			.params(account, purpose.name(), hash, Timestamp.from(starts), Timestamp.from(ends), manyUses, account)
			.update();
		return used;
	}

	/**
	 * Runs while the account is locked.
	 * @return whether this form led to no pass before
	 */
	boolean spend(UUID account, String form, Instant now) {
		return this.jdbc.sql("""
				insert into temporary_pass_form (account_id, number, sent_at)
				select a.id, cast(:form as varchar(36)), cast(:now as timestamp(6) with time zone) from account a
				where a.id = :account and not exists
				(select 1 from temporary_pass_form f where f.account_id = a.id and f.number = :form)""")
			.param("account", account)
			.param("form", form)
			.param("now", Timestamp.from(now))
			.update() == 1;
	}

	boolean isSpent(UUID account, String form) {
		return this.jdbc.sql("select count(*) from temporary_pass_form where account_id = ? and number = ?")
			.params(account, form)
			.query(Integer.class)
			.single() == 1;
	}

	void forgetForms(Instant before) {
		this.jdbc.sql("delete from temporary_pass_form where sent_at < ?").param(Timestamp.from(before)).update();
	}

	private boolean deleteUnused(UUID account) {
		return this.jdbc.sql("delete from temporary_pass where account_id = ? and uses = 0")
			.param(account)
			.update() == 1;
	}

	boolean delete(UUID account) {
		return this.jdbc.sql("delete from temporary_pass where account_id = ?").param(account).update() == 1;
	}

	Optional<PassProfile> find(UUID account, Instant now) {
		return this.jdbc.sql("""
				select starts_at, ends_at, many_uses, uses, last_used_at, purpose from temporary_pass
				where account_id = :account and""" + COUNTS + " and" + Grants.HOLDS)
			.param("account", account)
			.param("now", Timestamp.from(now))
			.param("since", Timestamp.from(now.minus(Tickets.GOOD_FOR)))
			.query((row, index) -> profile(row, now))
			.optional();
	}

	boolean isUsable(UUID account, Instant now) {
		return this.jdbc
			.sql("select count(*) from temporary_pass where account_id = :account and purpose = 'ENROLLMENT' and"
					+ USABLE)
			.param("account", account)
			.param("now", Timestamp.from(now))
			.query(Integer.class)
			.single() == 1;
	}

	/**
	 * @return whether this call used the pass: of one that is good for one use, nobody
	 * else did or will
	 */
	boolean use(UUID account, PassPurpose purpose, List<String> hashes, Instant now) {
		return this.jdbc.sql("""
				update temporary_pass set uses = uses + 1, last_used_at = :now
				where account_id = :account and purpose = :purpose and pass_hash in (:hashes) and""" + USABLE)
			.param("account", account)
			.param("purpose", purpose.name())
			.param("hashes", hashes)
			.param("now", Timestamp.from(now))
			.update() == 1;
	}

	boolean wasUsed(UUID account, List<String> hashes) {
		return this.jdbc.sql("""
				select count(*) from temporary_pass
				where account_id = :account and pass_hash in (:hashes) and uses > 0""")
			.param("account", account)
			.param("hashes", hashes)
			.query(Integer.class)
			.single() == 1;
	}

	List<Ended> ended(Instant now) {
		return this.jdbc
			.sql("select account_id, many_uses or uses = 0 from temporary_pass where ends_at <= :now and not coalesce("
					+ COUNTS + ", false)")
			.param("now", Timestamp.from(now))
			.param("since", Timestamp.from(now.minus(Tickets.GOOD_FOR)))
			.query((row, index) -> new Ended(row.getObject(1, UUID.class), row.getBoolean(2)))
			.list();
	}

	/**
	 * @return whether this call deleted it, and no other node
	 */
	boolean deleteEnded(UUID account, Instant now) {
		return this.jdbc
			.sql("delete from temporary_pass where account_id = :account and not coalesce(" + COUNTS + ", false)")
			.param("account", account)
			.param("now", Timestamp.from(now))
			.param("since", Timestamp.from(now.minus(Tickets.GOOD_FOR)))
			.update() == 1;
	}

	private static PassProfile profile(ResultSet row, Instant now) throws SQLException {
		Instant starts = row.getTimestamp(1).toInstant();
		boolean manyUses = row.getBoolean(3);
		Timestamp lastUse = row.getTimestamp(5);
		Instant ends = row.getTimestamp(2).toInstant();
		boolean usable = (manyUses || row.getInt(4) == 0) && ends.isAfter(now);
		State state = starts.isAfter(now) ? State.WAITING : usable ? State.OPEN : State.USED;
		return new PassProfile(starts, ends, manyUses, state, (lastUse != null) ? lastUse.toInstant() : null,
				PassPurpose.valueOf(row.getString(6)));
	}

	/**
	 * A pass whose time is over.
	 */
	record Ended(UUID account, boolean unspent) {

	}

}
