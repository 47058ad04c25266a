package org.secondstep.enrollment;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.attempt.AttemptsProfile;
import org.secondstep.method.MethodKind;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.StepReached;
import org.secondstep.method.Tickets;
import org.secondstep.method.Verification;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SignedIn;
import org.secondstep.shell.Moment;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The guide's step 6: which kind of method; before the first one, where that is asked
 * for, the temporary pass.
 */
@Controller
@RequestMapping("/security-info/add")
class AddController {

	private final SecondSteps secondSteps;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final Attempts attempts;

	private final CurrentSession session;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AddController(SecondSteps secondSteps, SignInMethods methods, Tickets tickets, Attempts attempts,
			CurrentSession session, ApplicationEventPublisher events, Clock clock) {
		this.secondSteps = secondSteps;
		this.methods = methods;
		this.tickets = tickets;
		this.attempts = attempts;
		this.session = session;
		this.events = events;
		this.clock = clock;
	}

	@GetMapping
	String add(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, Model model,
			Locale locale) {
		this.events.publishEvent(new StepReached(account.id(), 6));
		return page(account, null, request, model, locale);
	}

	@PostMapping
	String show(@ModelAttribute TicketForm form, @AuthenticationPrincipal AccountProfile account,
			HttpServletRequest request, Model model, Locale locale) {
		boolean asked = !this.methods.hasAny(account.id()) && this.tickets.isNeeded(account);
		Verification verification = asked ? this.secondSteps.verifyTicket(account, form.typed()) : null;
		if (verification instanceof Verification.Accepted) {
			this.session.ticketPassed(request);
		}
		return (verification == null || verification instanceof Verification.Accepted) ? "redirect:/security-info/add"
				: page(account, verification, request, model, locale);
	}

	private String page(AccountProfile account, @Nullable Verification verification, HttpServletRequest request,
			Model model, Locale locale) {
		boolean first = !this.methods.hasAny(account.id());
		boolean shown = this.session.signedIn(request)
			.filter((facts) -> this.tickets.isGood(account.id(), facts.ticketAt()))
			.isPresent();
		List<Kind> kinds = this.secondSteps.kinds()
			.stream()
			.filter((kind) -> SignInMethods.isAllowed(account, kind.kind()))
			.map(Kind::new)
			.toList();
		TicketQuestion question = (first && !shown && this.tickets.isNeeded(account))
				? question(account, verification, locale) : null;
		model.addAttribute("page", new AddPage(kinds, first, shown, question, this.methods.isFull(account.id())));
		return "enrollment/add";
	}

	private TicketQuestion question(AccountProfile account, @Nullable Verification verification, Locale locale) {
		AttemptsProfile counted = this.attempts.of(account.id());
		Moment waitsUntil = counted.isWaiting(this.clock.instant())
				? Moment.notBefore(counted.blockedUntil(), account.organization().zone(), locale) : null;
		return new TicketQuestion(problem(verification), waitsUntil, counted.isLocked());
	}

	private static @Nullable String problem(@Nullable Verification verification) {
		if (verification == null || verification instanceof Verification.Waiting
				|| verification instanceof Verification.Locked) {
			return null;
		}
		return "ticket." + verification.key();
	}

	record TicketForm(@Nullable String code) {

		String typed() {
			return (this.code != null) ? this.code : "";
		}

		@Override
		public String toString() {
			return "redacted";
		}

	}

	record Kind(String key, String href) {

		Kind(MethodKind kind) {
			this(kind.kind(), kind.enrollmentPath());
		}

	}

	/**
	 * The field for a ticket.
	 */
	record TicketQuestion(@Nullable String problem, @Nullable Moment waitsUntil, boolean locked) {
	}

	/**
	 * @param shown whether a ticket was shown in this session
	 * @param question asks for the ticket that is still missing
	 */
	record AddPage(List<Kind> kinds, boolean first, boolean shown, @Nullable TicketQuestion question, boolean full) {
	}

}
