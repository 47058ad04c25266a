package org.secondstep.method;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SecondStep.Answer;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * When a ticket is asked for, and how long one that was shown is good.
 */
@Service
public class Tickets {

	/**
	 * From when it was shown: long enough to install an app on a new phone while the
	 * service desk helps.
	 */
	public static final Duration GOOD_FOR = Duration.ofHours(1);

	private final Ticket ticket;

	private final SignInMethods methods;

	private final Clock clock;

	Tickets(Ticket ticket, SignInMethods methods, Clock clock) {
		this.ticket = ticket;
		this.methods = methods;
		this.clock = clock;
	}

	public String kind() {
		return this.ticket.kind();
	}

	public boolean isOpen(UUID account) {
		return this.ticket.isOpen(account);
	}

	/**
	 * @return whether what was typed could be one
	 */
	public boolean hasShape(String typed) {
		return this.ticket.hasShape(typed);
	}

	/**
	 * Judges, and spends, the ticket of somebody who proved nothing else. A wrong one
	 * does not count against the owner, whom strangers could lock out otherwise: who
	 * calls this must limit the guesses.
	 * @param account takes the same steps if there is none
	 * @param hasPassword whether it is for another password, or for the first one
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean spend(UUID account, boolean hasPassword, String typed) {
		Answer answer = hasPassword ? this.ticket.judgeForPassword(account, typed)
				: this.ticket.judge(account, account, typed);
		return answer == Answer.RIGHT;
	}

	/**
	 * @return whether this account, which has no method, must show a ticket before it may
	 * register one: because it had one before, because its organization wants that, or
	 * because staff issued one, which may be used up by its owner at this moment
	 */
	public boolean isNeeded(AccountProfile account) {
		return account.firstEnrolledAt() != null || account.organization().policy().passNeeded()
				|| this.ticket.isIssued(account.id());
	}

	/**
	 * @param shownAt when a ticket was right in this session; if that is far ahead, the
	 * clock was wrong
	 * @return whether it still leads to a method, and has led to none since, here or in
	 * another session
	 */
	public boolean isGood(UUID account, @Nullable Instant shownAt) {
		Instant now = this.clock.instant();
		return shownAt != null && shownAt.plus(GOOD_FOR).isAfter(now) && !shownAt.isAfter(now.plus(GOOD_FOR))
				&& this.methods.of(account).stream().noneMatch((method) -> method.registeredAt().isAfter(shownAt));
	}

}
