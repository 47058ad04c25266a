package org.secondstep.access;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SignedIn;

import org.springframework.stereotype.Component;

/**
 * Sessions in which a second step is due and was not done. They change and keep nothing,
 * and end ten minutes after the password. A session of somebody who has neither a method
 * nor an open ticket is none of them.
 */
@Component
public class HalfSessions {

	/** Says what happened, and asks again. */
	static final String TOO_LATE = "/sign-in?late";

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private static final String ENDED = HalfSessions.class.getName() + ".ended";

	private final CurrentSession session;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final Clock clock;

	HalfSessions(CurrentSession session, SignInMethods methods, Tickets tickets, Clock clock) {
		this.session = session;
		this.methods = methods;
		this.tickets = tickets;
		this.clock = clock;
	}

	public boolean isHalf(AccountProfile account, HttpServletRequest request) {
		return this.session.signedIn(request).filter(SignedIn::isHalf).isPresent() && isDue(account.id());
	}

	/**
	 * Ends the session if it is half and its ten minutes are over.
	 * @return whether it is over
	 */
	boolean end(SignedIn signedIn, HttpServletRequest request) {
		boolean over = signedIn.isHalf() && !this.clock.instant().isBefore(signedIn.passwordAt().plus(LONGEST))
				&& isDue(signedIn.accountId());
		if (over) {
			this.session.end(request);
			request.setAttribute(ENDED, true);
		}
		return over;
	}

	/**
	 * @return whether this request came in a half session that was over
	 */
	static boolean isEnded(HttpServletRequest request) {
		return request.getAttribute(ENDED) != null;
	}

	private boolean isDue(UUID account) {
		return this.methods.hasAny(account) || this.tickets.isOpen(account);
	}

}
