package org.secondstep.method;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

import org.springframework.stereotype.Service;

/**
 * When a ticket is asked for, and how long one that was shown is good.
 */
@Service
public class Tickets {

	/** Long enough to install an app on a new phone while the service desk helps. */
	private static final Duration GOOD_FOR = Duration.ofHours(1);

	private final Ticket ticket;

	private final Clock clock;

	Tickets(Ticket ticket, Clock clock) {
		this.ticket = ticket;
		this.clock = clock;
	}

	public String kind() {
		return this.ticket.kind();
	}

	public boolean isOpen(UUID account) {
		return this.ticket.isOpen(account);
	}

	/**
	 * @return whether this account, which has no method, must show a ticket before it may
	 * register the first one: because its organization wants that, or because staff
	 * issued one, which may be used up by its owner at this moment
	 */
	public boolean isNeeded(AccountProfile account) {
		return account.organization().policy().passNeeded() || this.ticket.isIssued(account.id());
	}

	/**
	 * @param shownAt when a ticket was right in this session
	 */
	public boolean isGood(@Nullable Instant shownAt) {
		return shownAt != null && shownAt.plus(GOOD_FOR).isAfter(this.clock.instant());
	}

}
