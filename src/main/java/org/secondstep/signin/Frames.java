package org.secondstep.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Gives every page the organization it is for: the person's, or the one to which the
 * typed account would belong. Without a database a page still has a plain frame.
 */
@Component
class Frames implements HandlerInterceptor, WebMvcConfigurer {

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

	Frames(TypedAccount typedAccount, Organizations organizations, CurrentSession session, SignInMethods methods,
			Tickets tickets, MfaDuty duty) {
		this.typedAccount = typedAccount;
		this.organizations = organizations;
		this.session = session;
		this.methods = methods;
		this.tickets = tickets;
		this.duty = duty;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView page) {
		if (page != null && page.getViewName() != null
				&& !page.getViewName().startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
			page.addObject("frame", frame(request));
		}
	}

	private Frame frame(HttpServletRequest request) {
		Frame neutral = Frame.neutral(RequestContextUtils.getLocale(request).getLanguage(), LocalPath.of(request),
				address(request));
		if (OUTAGE.equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)) || isForScripts(request)) {
			return neutral;
		}
		try {
			Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
			return (signedIn != null && signedIn.getPrincipal() instanceof AccountProfile account)
					? ofPerson(neutral, account, request) : ofTyped(neutral, request);
		}
		catch (DataAccessException | TransactionException ex) {
			return neutral;
		}
	}

	/**
	 * Only lists of staff have filters; a query of other pages could hold a secret.
	 */
	private static String address(HttpServletRequest request) {
		String path = LocalPath.of(request);
		boolean filtered = HttpMethod.GET.matches(request.getMethod()) && request.getQueryString() != null
				&& Stream.of("/helpdesk", "/admin").anyMatch(path::startsWith);
		return filtered ? LocalPath.parseWithQuery(path + "?" + request.getQueryString()).orElse(path) : path;
	}

	/**
	 * Of which no session is looked up.
	 */
	private static boolean isForScripts(HttpServletRequest request) {
		return LocalPath.of(request).startsWith("/api/");
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
