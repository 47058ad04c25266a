package org.secondstep.callercheck;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;

import org.secondstep.account.Grant;
import org.secondstep.account.Grants;
import org.secondstep.account.GrantsEnding;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A check holds while the rights of everybody in it are those that they had. A reset ends
 * none: the caller is the same person, who needs more help.
 */
@Component
class CheckGrants {

	static final String HOLD = Grants.HOLDS + " and (staff_id is null or"
			+ Grants.holds("staff_id", "staff_rights_version") + ") and (colleague_id is null or"
			+ Grants.holds("colleague_id", "colleague_rights_version") + ")";

	private final JdbcClient jdbc;

	private final Clock clock;

	CheckGrants(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void report(GrantsEnding ending) {
		Instant now = this.clock.instant();
		ending.report(Grant.CALLER_CHECK, !ending.isReset() && this.jdbc.sql("""
				select count(*) from caller_check where (account_id = :account or staff_id = :account)
				and (state = 'OPEN' and expires_at > :now or state = 'VERIFIED' and verified_at > :since) and""" + HOLD)
			.param("account", ending.account().id())
			.param("now", Timestamp.from(now))
			.param("since", Timestamp.from(now.minus(CallerCheck.HOLDS)))
			.query(Integer.class)
			.single() > 0);
	}

}
