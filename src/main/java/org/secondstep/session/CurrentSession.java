package org.secondstep.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Component;

/**
 * The sign-in of the session in which a request was made. Its id changes at every factor.
 */
@Component
public class CurrentSession {

	/** A sign-in that lies further ahead was made while the clock was wrong. */
	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

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
		Instant now = this.clock.instant();
		return SignedIn.PART.find(request)
			.filter((signedIn) -> now.isBefore(signedIn.passwordAt().plus(this.properties.longest(signedIn)))
					&& !signedIn.passwordAt().isAfter(now.plus(CLOCK_TOLERANCE)));
	}

	/**
	 * Begins a fresh session after a right password. Of the earlier one it keeps only
	 * what was kept for this account and is not over yet; nothing if a change ended that
	 * session and its row is still there.
	 */
	public void passwordPassed(UUID account, int generation, Instant at, HttpServletRequest request) {
		boolean ended = SignedIn.PART.find(request)
			.filter((earlier) -> earlier.accountId().equals(account) && earlier.generation() != generation)
			.isPresent();
		Map<String, String> carried = parts(request, (part) -> !ended && part.isFor(account, at));
		end(request);
		carried.forEach(request.getSession()::setAttribute);
		Browser browser = Browser.of(request.getHeader("User-Agent"));
		SignedIn.PART.keep(SignedIn.byPassword(account, generation, at,
				new SignedIn.Client(browser.name(), browser.system(), request.getRemoteAddr())), request);
	}

	/**
	 * The password is not enough: until the second step this is a half session.
	 */
	public void secondStepDue(HttpServletRequest request) {
		SignedIn.PART.keep(signedIn(request).orElseThrow().due(), request);
	}

	public void secondStepPassed(HttpServletRequest request) {
		go(signedIn(request).orElseThrow().secondStep(this.clock.instant()), request);
	}

	public void ticketPassed(HttpServletRequest request) {
		go(signedIn(request).orElseThrow().ticket(this.clock.instant()), request);
	}

	/**
	 * The session goes on with the new password, which was typed in it.
	 */
	public void passwordChanged(int generation, HttpServletRequest request) {
		go(signedIn(request).orElseThrow().password(generation, this.clock.instant()), request);
	}

	/**
	 * The session goes on after a change in it that ended all sessions of its account.
	 * @param generation the number that the change returned, after its commit
	 */
	public void carryOver(int generation, HttpServletRequest request) {
		go(signedIn(request).orElseThrow().generation(generation), request);
	}

	public void stay(HttpServletRequest request) {
		request.getSession().setMaxInactiveInterval((int) this.properties.staying().toSeconds());
		go(signedIn(request).orElseThrow().stay(), request);
	}

	public void end(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
	}

	/**
	 * What the session collected for somebody else is gone now.
	 */
	private static void go(SignedIn signedIn, HttpServletRequest request) {
		request.changeSessionId();
		SignedIn.PART.keep(signedIn, request);
		parts(request, (part) -> part.isForOthers(signedIn.accountId())).keySet()
			.forEach(request.getSession()::removeAttribute);
	}

	private static Map<String, String> parts(HttpServletRequest request, Predicate<SessionPart.Envelope> wanted) {
		HttpSession session = request.getSession(false);
		Map<String, String> parts = new HashMap<>();
		List<String> names = (session != null) ? Collections.list(session.getAttributeNames()) : List.of();
		for (String name : names) {
			String part = (String) session.getAttribute(name);
			if (wanted.test(SessionPart.Envelope.parse(part))) {
				parts.put(name, part);
			}
		}
		return parts;
	}

}
