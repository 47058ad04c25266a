package org.secondstep.account;

import java.util.OptionalInt;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends all sessions of an account. A session is good only while it carries the account's
 * generation, so raising that number ends every session in the transaction of the change
 * that must end them. Deleting their rows afterwards is clean-up.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AccountGenerations {

	private final JdbcClient jdbc;

	AccountGenerations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Ends every session of the account when the transaction commits. Locks the account's
	 * row until then.
	 * @return the new number: users who act in their own session carry it over into that
	 * session after the commit
	 */
	public int raise(UUID account) {
		this.jdbc.sql("update account set generation = generation + 1 where id = ?").param(account).update();
		return this.jdbc.sql("select generation from account where id = ?")
			.param(account)
			.query(Integer.class)
			.single();
	}

	/**
	 * As above, if nobody raised it since.
	 * @param seen the number that the session carries in which this is done
	 * @return the new number, or nothing if another change was first
	 */
	public OptionalInt raiseFrom(UUID account, int seen) {
		boolean raised = this.jdbc.sql("update account set generation = generation + 1 where id = ? and generation = ?")
			.params(account, seen)
			.update() == 1;
		return raised ? OptionalInt.of(seen + 1) : OptionalInt.empty();
	}

	/**
	 * Ends every session of every account when the transaction commits.
	 */
	public void raiseAll() {
		this.jdbc.sql("update account set generation = generation + 1").update();
	}

}
