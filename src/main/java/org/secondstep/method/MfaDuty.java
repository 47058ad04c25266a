package org.secondstep.method;

import java.time.Clock;
import java.util.UUID;

import org.secondstep.account.AccountProfile;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Who must have a method: staff always, others from their organization's mandatory date
 * on, or before it if the service desk demands that they enroll again.
 */
@Service
public class MfaDuty {

	private final JdbcClient jdbc;

	private final Clock clock;

	MfaDuty(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	public boolean isMandatory(AccountProfile account) {
		return account.isStaff() || account.organization().isMfaMandatory(this.clock.instant())
				|| isDemanded(account.id());
	}

	public boolean isDemanded(UUID account) {
		return this.jdbc.sql("select count(*) from enrollment_demand where account_id = ?")
			.param(account)
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Runs while the account's methods are locked, if there are any.
	 * @return whether it was not demanded before
	 */
	boolean demand(UUID account) {
		return this.jdbc.sql("""
				insert into enrollment_demand (account_id) select a.id from account a
				where a.id = ? and not exists (select 1 from enrollment_demand d where d.account_id = a.id)""")
			.param(account)
			.update() == 1;
	}

	/**
	 * A method is registered.
	 */
	void fulfil(UUID account) {
		this.jdbc.sql("delete from enrollment_demand where account_id = ?").param(account).update();
	}

}
