package org.secondstep.access;

import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Pages of some roles: for everybody else who is known they do not exist, whatever steps
 * are done; strangers are led to sign in, as everywhere.
 */
record StaffOnly(Predicate<AccountProfile> who, AuthorizationManager<RequestAuthorizationContext> rule)
		implements
			AuthorizationManager<RequestAuthorizationContext> {

	@Override
	public @Nullable AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		Authentication current = authentication.get();
		boolean lacking = current != null && current.getPrincipal() instanceof AccountProfile account
				&& !this.who.test(account);
		return lacking ? new AuthorizationDecision(false) : this.rule.authorize(authentication, context);
	}

}
