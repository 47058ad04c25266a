package org.secondstep.account;

import java.time.Clock;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers when accounts had a method for the first time, whatever became of it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class FirstEnrollments {

	private final AccountRepository accounts;

	private final Clock clock;

	FirstEnrollments(AccountRepository accounts, Clock clock) {
		this.accounts = accounts;
		this.clock = clock;
	}

	/**
	 * A method is registered.
	 */
	public void remember(AccountProfile account) {
		if (account.firstEnrolledAt() == null) {
			this.accounts.enroll(account.id(), this.clock.instant());
		}
	}

}
