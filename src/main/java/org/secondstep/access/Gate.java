package org.secondstep.access;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * How fresh the factors of a request must be, and whether its account is before the wall.
 * The security configuration says which of these holds for which page.
 */
@Component
public class Gate {

	/** A fresh second step is at most this old. */
	static final Duration FRESH = Duration.ofMinutes(10);

	private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

	private static final Refusal SIGN_IN = new Refusal("/sign-in");

	private static final Refusal VERIFY = new Refusal("/sign-in/verify");

	private static final Refusal ENROLL = new Refusal("/security-info/add");

	private static final Refusal NO_TICKET = new Refusal("/security-info/add", AuditAction.ENROLLMENT_REFUSED);

	private final SignInMethods methods;

	private final Tickets tickets;

	private final MfaDuty duty;

	private final Clock clock;

	Gate(SignInMethods methods, Tickets tickets, MfaDuty duty, Clock clock) {
		this.methods = methods;
		this.tickets = tickets;
		this.duty = duty;
		this.clock = clock;
	}

	/**
	 * The password was right; the second step may be open.
	 */
	public AuthorizationManager<RequestAuthorizationContext> afterPassword() {
		return rule((standing) -> null);
	}

	/**
	 * Both steps are done, the second within the organization's regular prompt, or with a
	 * ticket; or there is no second step yet and none is needed.
	 */
	public AuthorizationManager<RequestAuthorizationContext> signedIn() {
		return rule(this::missingForPages);
	}

	/**
	 * As signed in; and where there is a method, with it: a ticket does not do.
	 */
	public AuthorizationManager<RequestAuthorizationContext> signedInFully() {
		return rule(
				(standing) -> standing.hasMethod() ? missingUnless(standing.isPrompted()) : missingForPages(standing));
	}

	/**
	 * As signed in; and where there is a method, it was used within ten minutes: a ticket
	 * does not do.
	 */
	public AuthorizationManager<RequestAuthorizationContext> fresh() {
		return rule((standing) -> standing.hasMethod() ? missingUnless(standing.secondStepWithin(FRESH))
				: missingForPages(standing));
	}

	/**
	 * Both steps are done, the second with a method.
	 */
	public AuthorizationManager<RequestAuthorizationContext> bothSteps() {
		return rule((standing) -> standing.hasMethod() ? missingUnless(standing.isPrompted()) : ENROLL);
	}

	/** The sign-in is over, though the person may still stand before the wall. */
	public AuthorizationManager<RequestAuthorizationContext> stay() {
		return rule(
				(standing) -> missingUnless(standing.hasMethod() ? standing.isPrompted() : isTicketShown(standing)));
	}

	/**
	 * Where a method may be chosen: nobody who has none is stopped here, so this is where
	 * the wall leads.
	 */
	public AuthorizationManager<RequestAuthorizationContext> choosing() {
		return rule((standing) -> missingUnless(
				!standing.hasMethod() || standing.hasTicket() || standing.secondStepWithin(FRESH)));
	}

	/**
	 * Where a method of an allowed kind is registered: with a fresh second step or a
	 * ticket; the first one with the password, unless a ticket is needed. The path names
	 * the kind.
	 */
	public AuthorizationManager<RequestAuthorizationContext> enrolling() {
		return (authentication, context) -> enrolling(context.getVariables().get("kind")).authorize(authentication,
				context);
	}

	private AuthorizationManager<RequestAuthorizationContext> enrolling(@Nullable String kind) {
		return rule((standing) -> {
			if (kind == null || !SignInMethods.isAllowed(standing.account(), kind)) {
				return ENROLL;
			}
			if (standing.hasTicket()) {
				return null;
			}
			if (standing.hasMethod()) {
				return missingUnless(standing.secondStepWithin(FRESH));
			}
			return this.tickets.isNeeded(standing.account()) ? NO_TICKET : null;
		});
	}

	/**
	 * Both steps with a method, and a role of staff; for everybody else these pages do
	 * not exist.
	 */
	public AuthorizationManager<RequestAuthorizationContext> staff() {
		return new StaffOnly(AccountProfile::isStaff, bothSteps());
	}

	/**
	 * Both steps are done, the second within ten minutes; nothing else will do.
	 */
	public AuthorizationManager<RequestAuthorizationContext> freshBothSteps() {
		return rule((standing) -> standing.hasMethod() ? missingUnless(standing.secondStepWithin(FRESH)) : ENROLL);
	}

	public AuthorizationManager<RequestAuthorizationContext> freshStaff() {
		return new StaffOnly(AccountProfile::isStaff, freshBothSteps());
	}

	public AuthorizationManager<RequestAuthorizationContext> administrator() {
		return new StaffOnly(AccountProfile::isAdministrator, bothSteps());
	}

	public AuthorizationManager<RequestAuthorizationContext> freshAdministrator() {
		return new StaffOnly(AccountProfile::isAdministrator, fresh());
	}

	private @Nullable Refusal missingForPages(Standing standing) {
		if (standing.hasMethod()) {
			return missingUnless(standing.hasTicket() || standing.isPrompted());
		}
		if (this.duty.isMandatory(standing.account())) {
			return ENROLL;
		}
		return missingUnless(isTicketShown(standing));
	}

	private boolean isTicketShown(Standing standing) {
		return standing.hasTicket() || !this.tickets.isOpen(standing.account().id());
	}

	private static @Nullable Refusal missingUnless(boolean proven) {
		return proven ? null : VERIFY;
	}

	private AuthorizationManager<RequestAuthorizationContext> rule(Rule rule) {
		return (authentication, context) -> {
			Authentication current = authentication.get();
			if (current == null || !(current.getPrincipal() instanceof AccountProfile account)
					|| Factors.passedAt(current, Factors.PASSWORD).isEmpty()) {
				return SIGN_IN;
			}
			Refusal missing = rule.missing(new Standing(account, current, this.methods, this.tickets, this.clock));
			return (missing != null) ? missing : GRANTED;
		};
	}

	private interface Rule {

		/**
		 * @return where to go first, or nothing if the request may pass
		 */
		@Nullable Refusal missing(Standing standing);

	}

}
