package org.secondstep.adminrecovery;

import org.secondstep.account.GrantsEnding;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * An address was given to an administrator: it does not come back with the role.
 */
@Component
class EndedRecoveries {

	private final JdbcClient jdbc;

	EndedRecoveries(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void end(GrantsEnding ending) {
		this.jdbc.sql("delete from administrator_recovery where account_id = ?").param(ending.account().id()).update();
	}

}
