package org.secondstep.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;
import org.secondstep.method.Verification;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SessionPart;
import org.secondstep.session.SignedIn;

import org.springframework.stereotype.Component;

/**
 * How a person may do the second step now, and which way was chosen in this session.
 */
@Component
class Challenges {

	private static final SessionPart<String> CHOSEN = new SessionPart<>("chosenMethod", String.class);

	private final SecondSteps secondSteps;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final CurrentSession session;

	Challenges(SecondSteps secondSteps, SignInMethods methods, Tickets tickets, CurrentSession session) {
		this.secondSteps = secondSteps;
		this.methods = methods;
		this.tickets = tickets;
		this.session = session;
	}

	/**
	 * @return the registered methods; then an open ticket, or one that was when it was
	 * chosen, unless this session has shown one: to be asked all the same means that it
	 * does not do
	 */
	List<Challenge> of(AccountProfile account, HttpServletRequest request) {
		List<Challenge> challenges = new ArrayList<>(
				this.methods.of(account.id()).stream().map(Challenge::of).toList());
		boolean shown = this.session.signedIn(request)
			.filter((facts) -> this.tickets.isGood(account.id(), facts.ticketAt()))
			.isPresent();
		Challenge ticket = Challenge.ofTicket(this.tickets.kind());
		if (!shown && (isChosen(ticket, request) || this.tickets.isOpen(account.id()))) {
			challenges.add(ticket);
		}
		return challenges;
	}

	/**
	 * @return the chosen one, else the default one, else any
	 */
	static Optional<Challenge> asked(List<Challenge> challenges, HttpServletRequest request) {
		return challenges.stream()
			.filter((each) -> isChosen(each, request))
			.findFirst()
			.or(() -> challenges.stream().filter(Challenge::isDefault).findFirst())
			.or(() -> challenges.stream().findFirst());
	}

	/**
	 * @throws NoSuchElementException if the account has no such challenge
	 */
	void choose(String id, AccountProfile account, HttpServletRequest request) {
		Challenge challenge = of(account, request).stream()
			.filter((each) -> each.id().equals(id))
			.findFirst()
			.orElseThrow();
		CHOSEN.keep(challenge.id(), request);
	}

	/**
	 * @param accepted what a right answer by a method does in the same transaction
	 */
	Verification verify(Challenge challenge, AccountProfile account, String typed, Runnable accepted) {
		return challenge.isTicket() ? this.secondSteps.verifyTicket(account, typed)
				: this.secondSteps.verify(account, UUID.fromString(challenge.id()), typed, accepted);
	}

	private static boolean isChosen(Challenge challenge, HttpServletRequest request) {
		return CHOSEN.find(request).filter(challenge.id()::equals).isPresent();
	}

}
