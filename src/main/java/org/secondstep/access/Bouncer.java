package org.secondstep.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.limit.Limits;
import org.secondstep.session.CurrentSession;
import org.secondstep.shell.LocalPath;
import org.secondstep.shell.StorableText;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Leads whoever was refused to where what is missing can be done, and remembers where
 * they wanted to go. What nobody may have does not exist.
 */
@Component
public class Bouncer implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final Duration ALARM_INTERVAL = Duration.ofHours(1);

	private final RedirectStrategy redirects = new DefaultRedirectStrategy();

	private final Destination destination;

	private final Limits limits;

	private final UnsentForms unsent;

	private final Audit audit;

	Bouncer(Destination destination, Limits limits, UnsentForms unsent, Audit audit) {
		this.destination = destination;
		this.limits = limits;
		this.unsent = unsent;
		this.audit = audit;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
			throws IOException {
		refuse(request, response, missing.getCause());
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException {
		if (denied instanceof CsrfException && isOver(request)) {
			this.destination.remember(request, response);
			this.redirects.sendRedirect(request, response, "/sign-in");
			return;
		}
		if (denied instanceof CsrfException) {
			remember(AuditAction.REQUEST_FORGED, request);
			response.sendError(HttpStatus.FORBIDDEN.value());
			return;
		}
		refuse(request, response, denied);
	}

	/**
	 * A form of a session that has ended, such as one left open over lunch: its token
	 * ended with the session.
	 */
	private static boolean isOver(HttpServletRequest request) {
		return account().isEmpty() && request.getRequestedSessionId() != null;
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable why)
			throws IOException {
		if (why instanceof AuthorizationDeniedException denied
				&& denied.getAuthorizationResult() instanceof Refusal refusal) {
			refusal.alarm().ifPresent((alarm) -> alarm(alarm, request));
			if (HalfSessions.isEnded(request)) {
				this.redirects.sendRedirect(request, response, HalfSessions.TOO_LATE);
				return;
			}
			if (!CurrentSession.isLive(request)) {
				this.destination.remember(request, response);
				account().ifPresent((account) -> this.unsent.keep(account, request));
			}
			this.redirects.sendRedirect(request, response, refusal.next());
			return;
		}
		remember(AuditAction.ACCESS_REFUSED, request);
		response.sendError(HttpStatus.NOT_FOUND.value());
	}

	/**
	 * Once an hour, so that nobody fills the owner's mailbox.
	 */
	private void alarm(AuditAction alarm, HttpServletRequest request) {
		boolean first = account().filter((account) -> this.limits.admit("alarm:" + account.id(), 1, ALARM_INTERVAL))
			.isPresent();
		remember(first ? alarm : AuditAction.ACCESS_REFUSED, request);
	}

	private void remember(AuditAction action, HttpServletRequest request) {
		String where = request.getMethod() + " " + LocalPath.of(request);
		account().ifPresent((account) -> this.audit
			.remember(AuditEvent.of(action, account.subject()).detail(StorableText.start(where, 200))));
	}

	private static Optional<AccountProfile> account() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null && authentication.getPrincipal() instanceof AccountProfile account)
				? Optional.of(account) : Optional.empty();
	}

}
