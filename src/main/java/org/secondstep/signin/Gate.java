package org.secondstep.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MfaPolicy;

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
class Gate {

	/** A fresh second step is at most this old. */
	static final Duration FRESH = Duration.ofMinutes(10);

	private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);

	private static final String SIGN_IN = "/sign-in";

	private static final String VERIFY = "/sign-in/verify";

	private static final String ENROLL = "/security-info/add";

	private final SignInMethods methods;

	private final MfaDuty duty;

	private final Clock clock;

	Gate(SignInMethods methods, MfaDuty duty, Clock clock) {
		this.methods = methods;
		this.duty = duty;
		this.clock = clock;
	}

	/**
	 * The password was right; the second step may be open.
	 */
	AuthorizationManager<RequestAuthorizationContext> afterPassword() {
		return rule((standing) -> null);
	}

	/**
	 * Both steps are done, the second within the organization's regular prompt; or there
	 * is no second step yet and none is needed.
	 */
	AuthorizationManager<RequestAuthorizationContext> signedIn() {
		return rule(this::missingForPages);
	}

	/**
	 * As signed in; and where there is a method, it was used within ten minutes.
	 */
	AuthorizationManager<RequestAuthorizationContext> fresh() {
		return rule((standing) -> standing.hasMethod() ? missingUnless(standing.secondStepWithin(FRESH))
				: missingForPages(standing));
	}

	/**
	 * As signed in, and a second step was done.
	 */
	AuthorizationManager<RequestAuthorizationContext> bothSteps() {
		return rule((standing) -> standing.hasMethod() ? missingForPages(standing) : ENROLL);
	}

	/**
	 * The sign-in is over, though the person may still stand before the wall.
	 */
	AuthorizationManager<RequestAuthorizationContext> stay() {
		return rule((standing) -> standing.hasMethod() ? missingForPages(standing) : null);
	}

	/**
	 * Where a method may be chosen: nobody who has none is stopped here, so this is where
	 * the wall leads.
	 */
	AuthorizationManager<RequestAuthorizationContext> choosing() {
		return rule((standing) -> missingUnless(!standing.hasMethod() || standing.secondStepWithin(FRESH)));
	}

	/**
	 * Where a method is registered: with a fresh second step; or for the first method
	 * with the password, if the organization's rule allows it.
	 */
	AuthorizationManager<RequestAuthorizationContext> enrolling() {
		return rule((standing) -> {
			if (standing.hasMethod()) {
				return missingUnless(standing.secondStepWithin(FRESH));
			}
			return standing.policy().passNeeded() ? ENROLL : null;
		});
	}

	/**
	 * As signed in, with a role of staff; for everybody else these pages do not exist.
	 */
	AuthorizationManager<RequestAuthorizationContext> staff() {
		return new StaffOnly(AccountProfile::isStaff, signedIn());
	}

	/**
	 * Both steps are done, the second within ten minutes; nothing else will do.
	 */
	AuthorizationManager<RequestAuthorizationContext> freshBothSteps() {
		return rule((standing) -> standing.hasMethod() ? missingUnless(standing.secondStepWithin(FRESH)) : ENROLL);
	}

	AuthorizationManager<RequestAuthorizationContext> freshStaff() {
		return new StaffOnly(AccountProfile::isStaff, freshBothSteps());
	}

	AuthorizationManager<RequestAuthorizationContext> administrator() {
		return new StaffOnly(AccountProfile::isAdministrator, signedIn());
	}

	AuthorizationManager<RequestAuthorizationContext> freshAdministrator() {
		return new StaffOnly(AccountProfile::isAdministrator, fresh());
	}

	private @Nullable String missingForPages(Standing standing) {
		if (standing.hasMethod()) {
			return missingUnless(standing.secondStepWithin(Duration.ofDays(standing.policy().promptDays())));
		}
		return this.duty.isMandatory(standing.account()) ? ENROLL : null;
	}

	private static @Nullable String missingUnless(boolean proven) {
		return proven ? null : VERIFY;
	}

	private AuthorizationManager<RequestAuthorizationContext> rule(Rule rule) {
		return (authentication, context) -> {
			Authentication current = authentication.get();
			if (current == null || !(current.getPrincipal() instanceof AccountProfile account)
					|| Factors.passedAt(current, Factors.PASSWORD).isEmpty()) {
				return new Refusal(SIGN_IN);
			}
			String missing = rule.missing(new Standing(account, current));
			return (missing != null) ? new Refusal(missing) : GRANTED;
		};
	}

	/**
	 * @see #rule
	 */
	private interface Rule {

		/**
		 * @return where to go first, or nothing if the request may pass
		 */
		@Nullable String missing(Standing standing);

	}

	/**
	 * Who asks, and what that account's methods and policy are now. Read when needed.
	 */
	private final class Standing {

		private final AccountProfile account;

		private final Authentication authentication;

		private @Nullable Boolean hasMethod;

		private Standing(AccountProfile account, Authentication authentication) {
			this.account = account;
			this.authentication = authentication;
		}

		AccountProfile account() {
			return this.account;
		}

		boolean hasMethod() {
			if (this.hasMethod == null) {
				this.hasMethod = Gate.this.methods.hasAny(this.account.id());
			}
			return this.hasMethod;
		}

		MfaPolicy policy() {
			return this.account.organization().policy();
		}

		boolean secondStepWithin(Duration age) {
			Optional<Instant> passed = Factors.passedAt(this.authentication, Factors.SECOND_STEP);
			return passed.filter((at) -> !at.plus(age).isBefore(Gate.this.clock.instant())).isPresent();
		}

	}

}
