package org.secondstep.approval;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose accounts staff opened the way to: by a reset, or by a pass, which is noted down
 * beside the resets as it counts like one.
 */
@Repository
class OpenedAccounts {

	private final JdbcClient jdbc;

	private final RequestStore requests;

	OpenedAccounts(JdbcClient jdbc, RequestStore requests) {
		this.jdbc = jdbc;
		this.requests = requests;
	}

	/**
	 * Notes down what one member of staff did alone.
	 * @param state "ALONE" for a reset, "PASS" for a pass
	 */
	void add(ResetRequest reset, String state) {
		this.requests.add(reset, reset.id().toString());
		this.requests.decide(reset.id(), state, reset.requestedBy());
	}

	/**
	 * @return how many people beside this one a member of staff alone reset, or gave a
	 * pass, since then
	 */
	int othersBy(UUID staff, UUID account, Instant since) {
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
	int in(UUID organization, Instant since) {
		return this.jdbc.sql("""
				select count(distinct r.account_id) from reset_request r join account a on a.id = r.account_id
				where a.organization_id = ? and r.state in ('ALONE', 'PASS', 'APPROVED') and r.decided_at > ?""")
			.params(organization, Timestamp.from(since))
			.query(Integer.class)
			.single();
	}

	/**
	 * Lets nobody else count those of this organization until the transaction ends.
	 */
	void lock(UUID organization) {
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

}
