package org.secondstep.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Component;

/**
 * The sign-in of the session in which a request was made. Its id changes at every factor.
 */
@Component
public class CurrentSession {

	private final SessionProperties properties;

	private final Clock clock;

	CurrentSession(SessionProperties properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Pages that stay open ask by themselves and say so: nobody was there.
	 */
	public static boolean isLive(HttpServletRequest request) {
		return request.getHeader("X-Live") != null;
	}

	/**
	 * @return the sign-in of this session, if there was one and its time is not over
	 */
	public Optional<SignedIn> signedIn(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null && session.getAttribute(SignedIn.ATTRIBUTE) instanceof SignedIn signedIn
				&& this.clock.instant().isBefore(signedIn.passwordAt().plus(this.properties.longest(signedIn))))
						? Optional.of(signedIn) : Optional.empty();
	}

	/**
	 * Remembers a right password; every earlier factor of this session is forgotten.
	 */
	public void passwordPassed(UUID account, int generation, Instant at, HttpServletRequest request) {
		Browser browser = Browser.of(request.getHeader("User-Agent"));
		store(new SignedIn(account, generation, at, null, null, false, browser.name(), browser.system(),
				request.getRemoteAddr()), request);
	}

	public void secondStepPassed(HttpServletRequest request) {
		request.changeSessionId();
		store(signedIn(request).orElseThrow().secondStep(this.clock.instant()), request);
	}

	public void ticketPassed(HttpServletRequest request) {
		request.changeSessionId();
		store(signedIn(request).orElseThrow().ticket(this.clock.instant()), request);
	}

	/**
	 * The session goes on with the new password, which was typed in it.
	 */
	public void passwordChanged(int generation, HttpServletRequest request) {
		request.changeSessionId();
		store(signedIn(request).orElseThrow().password(generation, this.clock.instant()), request);
	}

	/**
	 * The session goes on after a change in it that ended all sessions of its account.
	 * @param generation the number that the change returned, after its commit
	 */
	public void carryOver(int generation, HttpServletRequest request) {
		store(signedIn(request).orElseThrow().generation(generation), request);
	}

	public void stay(HttpServletRequest request) {
		request.getSession().setMaxInactiveInterval((int) this.properties.staying().toSeconds());
		request.changeSessionId();
		store(signedIn(request).orElseThrow().stay(), request);
	}

	public void end(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
	}

	private static void store(SignedIn signedIn, HttpServletRequest request) {
		request.getSession().setAttribute(SignedIn.ATTRIBUTE, signedIn);
	}

}
