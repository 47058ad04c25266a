package org.secondstep.support;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of an account's sessions, which nobody can delete until this is closed: as if
 * the node had died, or the database had been cut, right before the clean-up.
 */
public final class KeptSessions implements AutoCloseable {

	private final JdbcClient jdbc;

	private final UUID account;

	public KeptSessions(JdbcClient jdbc, UUID account) {
		this.jdbc = jdbc;
		this.account = account;
		jdbc.sql("create table kept_session (id char(36) references spring_session (primary_id))").update();
		jdbc.sql("insert into kept_session select primary_id from spring_session where principal_name = ?")
			.param(account.toString())
			.update();
	}

	public int count() {
		return this.jdbc.sql("select count(*) from spring_session where principal_name = ?")
			.param(this.account.toString())
			.query(Integer.class)
			.single();
	}

	@Override
	public void close() {
		this.jdbc.sql("drop table kept_session").update();
	}

}
