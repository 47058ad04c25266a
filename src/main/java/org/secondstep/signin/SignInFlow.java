package org.secondstep.signin;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.access.Destination;
import org.secondstep.access.UnsentForms;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.limit.DeviceCookie.Choice;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;
import org.secondstep.password.TypedAccount;
import org.secondstep.session.CurrentSession;
import org.secondstep.shell.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What comes after what: password, second step, "Stay signed in?", the page the person
 * wanted.
 */
@Component
class SignInFlow implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutHandler {

	private static final Logger log = LoggerFactory.getLogger(SignInFlow.class);

	static final String VERIFY = "/sign-in/verify";

	/** Where a ticket leads: to a method of one's own. */
	static final String ENROLL = "/security-info/add";

	static final String STAY = "/sign-in/stay-signed-in";

	static final String UNSENT = "/sign-in/unsent-form";

	private final RedirectStrategy redirects = new DefaultRedirectStrategy();

	private final TypedAccount typedAccount;

	private final SignInMethods methods;

	private final Tickets tickets;

	private final CurrentSession session;

	private final DeviceCookie device;

	private final Destination destination;

	private final UnsentForms unsent;

	private final Languages languages;

	private final Audit audit;

	SignInFlow(TypedAccount typedAccount, SignInMethods methods, Tickets tickets, CurrentSession session,
			DeviceCookie device, Destination destination, UnsentForms unsent, Languages languages, Audit audit) {
		this.typedAccount = typedAccount;
		this.methods = methods;
		this.tickets = tickets;
		this.session = session;
		this.device = device;
		this.destination = destination;
		this.unsent = unsent;
		this.languages = languages;
		this.audit = audit;
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) throws IOException {
		AccountProfile account = (AccountProfile) Objects.requireNonNull(authentication.getPrincipal());
		this.typedAccount.forget(response);
		if (account.language() != null) {
			this.languages.choose(account.language(), request, response);
		}
		boolean asked = this.methods.hasAny(account.id()) || this.tickets.isOpen(account.id());
		if (asked) {
			this.session.secondStepDue(request);
		}
		this.redirects.sendRedirect(request, response, asked ? VERIFY : complete(account, request, response));
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException {
		this.typedAccount.remember(request.getParameter("username"), response);
		if (failure instanceof InternalAuthenticationServiceException) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "10");
			response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
			return;
		}
		this.redirects.sendRedirect(request, response, "/sign-in/password?wrong");
	}

	/**
	 * Nobody is kept signed in because the audit cannot be written.
	 */
	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) {
		try {
			if (authentication != null && authentication.getPrincipal() instanceof AccountProfile account) {
				this.audit.remember(AuditEvent.of(AuditAction.SIGNED_OUT, account.subject()));
			}
		}
		catch (DataAccessException | TransactionException ex) {
			log.error("A sign-out is missing in the audit: {}", ex.getMessage());
		}
	}

	/**
	 * After the second step; a step-up leads straight back.
	 */
	String afterSecondStep(AccountProfile account, boolean signingIn, HttpServletRequest request,
			HttpServletResponse response) {
		if (signingIn) {
			return complete(account, request, response);
		}
		String wanted = wanted(account, request, response);
		return this.unsent.of(account.id(), request).isPresent() ? UNSENT : wanted;
	}

	/**
	 * After "Stay signed in?".
	 */
	String wanted(AccountProfile account, HttpServletRequest request, HttpServletResponse response) {
		return this.destination.take(this.methods.hasAny(account.id()) ? "/overview" : "/security-info", request,
				response);
	}

	void stay(AccountProfile account, HttpServletRequest request) {
		this.audit.remember(AuditEvent.of(AuditAction.STAYED_SIGNED_IN, account.subject()));
		this.session.stay(request);
	}

	private String complete(AccountProfile account, HttpServletRequest request, HttpServletResponse response) {
		Choice choice = this.device.choice(account.username(), request);
		if (choice == Choice.YES) {
			stay(account, request);
		}
		return (choice == Choice.ASK) ? STAY : wanted(account, request, response);
	}

}
