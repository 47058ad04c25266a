package org.secondstep.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;

import org.springframework.security.core.Authentication;

/**
 * Who asks, what that account's methods and policy are now, and what was proven in the
 * session. Read when needed.
 */
final class Standing {

	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

	private final AccountProfile account;

	private final Authentication authentication;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final Clock clock;

	private @Nullable Boolean hasMethod;

	Standing(AccountProfile account, Authentication authentication, SignInMethods methods, Tickets tickets,
			Clock clock) {
		this.account = account;
		this.authentication = authentication;
		this.methods = methods;
		this.tickets = tickets;
		this.clock = clock;
	}

	AccountProfile account() {
		return this.account;
	}

	boolean hasMethod() {
		if (this.hasMethod == null) {
			this.hasMethod = this.methods.hasAny(this.account.id());
		}
		return this.hasMethod;
	}

	/**
	 * A ticket was shown in this session, and is still good.
	 */
	boolean hasTicket() {
		return this.tickets.isGood(this.account.id(),
				Factors.passedAt(this.authentication, Factors.TICKET).orElse(null));
	}

	/**
	 * The second step is not older than the regular prompt.
	 */
	boolean isPrompted() {
		return secondStepWithin(Duration.ofDays(this.account.organization().policy().promptDays()));
	}

	/**
	 * A second step that lies in the future was done while the clock was wrong, and would
	 * stay fresh as long.
	 */
	boolean secondStepWithin(Duration age) {
		Instant now = this.clock.instant();
		Optional<Instant> passed = Factors.passedAt(this.authentication, Factors.SECOND_STEP);
		return passed.filter((at) -> !at.plus(age).isBefore(now) && !at.isAfter(now.plus(CLOCK_TOLERANCE))).isPresent();
	}

}
