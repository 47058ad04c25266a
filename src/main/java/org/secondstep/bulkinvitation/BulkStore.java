package org.secondstep.bulkinvitation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Bulks and their people in the database.
 */
@Repository
class BulkStore {

	private static final String SELECT = """
			select id, origin, origin_text, mail_language, again, state, stop_reason, by_id, by_name, by_organization,
			created_at from bulk_invitation""";

	private static final String ACCOUNTS = """
			\sfrom account a left join password_link l on l.account_id = a.id and l.purpose = 'INVITATION'""";

	private static final String JUDGED = """
			case when a.enabled = false then 'DISABLED' when a.password_hash is not null then 'HAS_PASSWORD'
			when l.expires_at > :now and :again = false then 'INVITED' %s else 'WAITING' end""";

	private static final String JUDGED_AT_ORDER = JUDGED.formatted("""
			when exists (select 1 from bulk_invitation_person w join bulk_invitation b on b.id = w.bulk_id
			where w.account_id = a.id and w.outcome = 'WAITING' and b.state = 'RUNNING') then 'BEING_INVITED'""");

	static final String EARLIER = "earlierBulk";

	/**
	 * The people whom an earlier bulk invited, or would have if nobody had stopped it.
	 */
	static final String INVITED_EARLIER = "select account_id from bulk_invitation_person where bulk_id = :earlierBulk"
			+ " and outcome in ('SENT', 'WAITING')";

	private final JdbcOperations batches;

	private final JdbcClient jdbc;

	BulkStore(JdbcOperations jdbc) {
		this.batches = jdbc;
		this.jdbc = JdbcClient.create(jdbc);
	}

	/**
	 * @return how many people would be invited, and how many are left out and why
	 */
	Map<Outcome, Long> preview(People people, boolean again, Instant now) {
		return counts(this.jdbc
			.sql("select judged, count(*) from (select " + JUDGED_AT_ORDER + " as judged" + ACCOUNTS
					+ " where a.id in (" + people.sql() + ")) people group by judged")
			.params(people.parameters())
			.param("again", again)
			.param("now", Timestamp.from(now)));
	}

	void create(Bulk bulk) {
		this.jdbc.sql("""
				insert into bulk_invitation (id, origin, origin_text, mail_language, again, state, by_id, by_name,
				by_organization, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(bulk.id(), bulk.origin().name(), bulk.originText(), bulk.language(), bulk.again(),
					bulk.state().name(), bulk.by().id(), bulk.by().name(), bulk.by().organizationId(),
					Timestamp.from(bulk.createdAt()))
			.update();
	}

	/**
	 * @return how many people are to be invited
	 */
	int add(Bulk bulk, People people) {
		return this.jdbc
			.sql("insert into bulk_invitation_person (bulk_id, account_id, outcome) select :bulkId, a.id, 'WAITING'"
					+ ACCOUNTS + " where a.id in (" + people.sql() + ") and " + JUDGED_AT_ORDER + " = 'WAITING'")
			.params(people.parameters())
			.param("bulkId", bulk.id())
			.param("again", bulk.again())
			.param("now", Timestamp.from(bulk.createdAt()))
			.update();
	}

	/**
	 * @return the next people who wait, and what is to become of them now
	 */
	List<Judged> judge(Bulk bulk, int most, Instant now) {
		return this.jdbc
			.sql("select p.account_id, " + JUDGED.formatted("") + ACCOUNTS
					+ " join bulk_invitation_person p on p.account_id = a.id where p.bulk_id = :bulkId"
					+ " and p.outcome = 'WAITING' order by p.account_id limit :most")
			.param("bulkId", bulk.id())
			.param("again", bulk.again())
			.param("now", Timestamp.from(now))
			.param("most", most)
			.query((row, index) -> new Judged(row.getObject(1, UUID.class), Outcome.valueOf(row.getString(2))))
			.list();
	}

	/**
	 * Decides about people, each once.
	 * @return those about whom this call decided, and nobody else
	 */
	List<Judged> spend(Bulk bulk, List<Judged> people) {
		int[] rows = this.batches.batchUpdate(
				"update bulk_invitation_person set outcome = ? where bulk_id = ? and account_id = ? and outcome = 'WAITING'",
				people.stream()
					.map((each) -> new Object[] { each.spent().name(), bulk.id(), each.account() })
					.toList());
		return IntStream.range(0, rows.length).filter((i) -> rows[i] == 1).mapToObj(people::get).toList();
	}

	/**
	 * @return whether it was running
	 */
	boolean end(UUID id, BulkState state, @Nullable StopReason reason, Instant now) {
		return this.jdbc.sql(
				"update bulk_invitation set state = ?, stop_reason = ?, ended_at = ? where id = ? and state = 'RUNNING'")
			.param(state.name())
			.param((reason != null) ? reason.name() : null)
			.param(Timestamp.from(now))
			.param(id)
			.update() == 1;
	}

	Optional<Bulk> find(UUID id) {
		return this.jdbc.sql(SELECT + " where id = ?").param(id).query(Bulk::read).optional();
	}

	/**
	 * As below. Nobody stops it until the transaction ends, so no mail leaves after that.
	 */
	Optional<Bulk> lockRunning() {
		return this.jdbc.sql(SELECT + " where state = 'RUNNING' order by created_at, id limit 1 for update")
			.query(Bulk::read)
			.optional();
	}

	/**
	 * @return the running one that was ordered first
	 */
	Optional<Bulk> running() {
		return this.jdbc.sql(SELECT + " where state = 'RUNNING' order by created_at, id limit 1")
			.query(Bulk::read)
			.optional();
	}

	List<Bulk> newest(int most) {
		return this.jdbc.sql(SELECT + " order by created_at desc, id limit ?").param(most).query(Bulk::read).list();
	}

	Map<Outcome, Long> counts(UUID bulk) {
		return counts(
				this.jdbc.sql("select outcome, count(*) from bulk_invitation_person where bulk_id = ? group by outcome")
					.param(bulk));
	}

	void forget(Instant endedBefore) {
		this.jdbc.sql("delete from bulk_invitation where ended_at < ?").param(Timestamp.from(endedBefore)).update();
	}

	private static Map<Outcome, Long> counts(JdbcClient.StatementSpec query) {
		Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
		query.query((row) -> {
			counts.put(Outcome.valueOf(row.getString(1)), row.getLong(2));
		});
		return counts;
	}

	/**
	 * A person of a bulk.
	 *
	 * @param outcome {@link Outcome#WAITING} if nothing is against the invitation
	 */
	record Judged(UUID account, Outcome outcome) {

		boolean isInvited() {
			return this.outcome == Outcome.WAITING;
		}

		Outcome spent() {
			return isInvited() ? Outcome.SENT : this.outcome;
		}

	}

}
