package org.secondstep.signin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.organization.ServiceDesk;
import org.secondstep.password.TypedAccount;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SignedIn;
import org.secondstep.shell.Frame;
import org.secondstep.shell.LocalPath;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Gives every page the organization it is for: the person's, or the one to which the
 * typed account would belong. Without a database a page still has a plain frame.
 */
@ControllerAdvice(annotations = Controller.class)
class FrameAdvice {

	private static final List<String> PLACES = List.of("overview", "security-info", "organizations", "devices",
			"privacy");

	private static final List<String> PLACES_OF_STAFF = Stream
		.concat(PLACES.stream(), Stream.of("helpdesk", "helpdesk/report", "helpdesk/audit"))
		.toList();

	private static final List<String> PLACES_OF_ADMINISTRATORS = Stream
		.concat(PLACES_OF_STAFF.stream(), Stream.of("admin"))
		.toList();

	private static final Integer OUTAGE = HttpStatus.SERVICE_UNAVAILABLE.value();

	private final TypedAccount typedAccount;

	private final Organizations organizations;

	private final CurrentSession session;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final MfaDuty duty;

	FrameAdvice(TypedAccount typedAccount, Organizations organizations, CurrentSession session, SignInMethods methods,
			Tickets tickets, MfaDuty duty) {
		this.typedAccount = typedAccount;
		this.organizations = organizations;
		this.session = session;
		this.methods = methods;
		this.tickets = tickets;
		this.duty = duty;
	}

	@ModelAttribute("frame")
	Frame frame(@AuthenticationPrincipal(errorOnInvalidType = false) @Nullable AccountProfile account,
			HttpServletRequest request, Locale locale) {
		Frame neutral = Frame.neutral(locale.getLanguage(), request.getRequestURI(), address(request));
		if (OUTAGE.equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)) || isForScripts(request)) {
			return neutral;
		}
		try {
			return (account != null) ? ofPerson(neutral, account, request) : ofTyped(neutral, request);
		}
		catch (DataAccessException | TransactionException ex) {
			return neutral;
		}
	}

	/**
	 * Only lists of staff have filters; a query of other pages could hold a secret.
	 */
	private static String address(HttpServletRequest request) {
		String path = request.getRequestURI();
		boolean filtered = HttpMethod.GET.matches(request.getMethod()) && request.getQueryString() != null
				&& Stream.of("/helpdesk", "/admin").anyMatch(path::startsWith);
		return filtered ? LocalPath.parseWithQuery(path + "?" + request.getQueryString()).orElse(path) : path;
	}

	/**
	 * Of which no session is looked up.
	 */
	private static boolean isForScripts(HttpServletRequest request) {
		return request.getRequestURI().startsWith("/api/");
	}

	private Frame ofPerson(Frame neutral, AccountProfile account, HttpServletRequest request) {
		List<String> places = this.session.signedIn(request).map((facts) -> places(account, facts)).orElse(List.of());
		return of(neutral, account.organization()).ofPerson(account.displayName(), account.caseReference(), places);
	}

	private List<String> places(AccountProfile account, SignedIn facts) {
		if (facts.secondStepAt() != null) {
			return places(account);
		}
		boolean ticket = this.tickets.isGood(account.id(), facts.ticketAt());
		boolean complete = this.methods.hasAny(account.id()) ? ticket
				: !this.duty.isMandatory(account) && (ticket || !this.tickets.isOpen(account.id()));
		return complete ? PLACES : List.of();
	}

	private static List<String> places(AccountProfile account) {
		if (account.isAdministrator()) {
			return PLACES_OF_ADMINISTRATORS;
		}
		return account.isStaff() ? PLACES_OF_STAFF : PLACES;
	}

	private Frame ofTyped(Frame neutral, HttpServletRequest request) {
		return Optional.ofNullable(this.typedAccount.of(request))
			.flatMap(this.organizations::ofUsername)
			.map((organization) -> of(neutral, organization))
			.orElse(neutral);
	}

	private static Frame of(Frame neutral, OrganizationProfile organization) {
		ServiceDesk desk = organization.serviceDesk();
		Frame.Contact contact = desk.isReachable()
				? new Frame.Contact(organization.name(), desk.email(), desk.phone(), desk.dial(), desk.hours()) : null;
		return neutral.ofOrganization(organization.name(), organization.accent(), contact);
	}

}
