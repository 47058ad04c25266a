package org.secondstep.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SignedIn;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Makes the authentication of each request from the facts in the session and the account
 * as it is now: a role taken away or an account disabled counts at the next request.
 */
@Component
class SignedInContextRepository implements SecurityContextRepository {

	private final CurrentSession session;

	private final Accounts accounts;

	private final HalfSessions halves;

	SignedInContextRepository(CurrentSession session, Accounts accounts, HalfSessions halves) {
		this.session = session;
		this.accounts = accounts;
		this.halves = halves;
	}

	@Override
	public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
		return new Loading(request);
	}

	@Override
	@Deprecated
	@SuppressWarnings("deprecation")
	public SecurityContext loadContext(HttpRequestResponseHolder holder) {
		return loadDeferredContext(holder.getRequest()).get();
	}

	@Override
	public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
		Authentication authentication = context.getAuthentication();
		if (authentication != null && authentication.getPrincipal() instanceof AccountProfile account) {
			Instant at = Factors.passedAt(authentication, Factors.PASSWORD).orElseThrow();
			this.session.passwordPassed(account.id(), account.generation(), at, request);
		}
	}

	@Override
	public boolean containsContext(HttpServletRequest request) {
		return this.session.signedIn(request).isPresent();
	}

	private SecurityContext load(HttpServletRequest request) {
		return this.session.signedIn(request)
			.filter((signedIn) -> !this.halves.end(signedIn, request))
			.flatMap(this::authentication)
			.map(SecurityContextImpl::new)
			.orElseGet(SecurityContextImpl::new);
	}

	private Optional<Authentication> authentication(SignedIn signedIn) {
		return this.accounts.find(signedIn.accountId()).filter((account) -> isIn(account, signedIn)).map((account) -> {
			List<GrantedAuthority> authorities = new ArrayList<>();
			account.roles().forEach((role) -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
			authorities.add(factor(Factors.PASSWORD, signedIn.passwordAt()));
			if (signedIn.secondStepAt() != null) {
				authorities.add(factor(Factors.SECOND_STEP, signedIn.secondStepAt()));
			}
			if (signedIn.ticketAt() != null) {
				authorities.add(factor(Factors.TICKET, signedIn.ticketAt()));
			}
			return UsernamePasswordAuthenticationToken.authenticated(account, null, authorities);
		});
	}

	private static boolean isIn(AccountProfile account, SignedIn signedIn) {
		return account.enabled() && account.generation() == signedIn.generation();
	}

	private static GrantedAuthority factor(String factor, Instant at) {
		return FactorGrantedAuthority.withAuthority(factor).issuedAt(at).build();
	}

	private final class Loading implements DeferredSecurityContext {

		private final HttpServletRequest request;

		private @Nullable SecurityContext context;

		private Loading(HttpServletRequest request) {
			this.request = request;
		}

		@Override
		public SecurityContext get() {
			if (this.context == null) {
				this.context = load(this.request);
			}
			return this.context;
		}

		@Override
		public boolean isGenerated() {
			return get().getAuthentication() == null;
		}

	}

}
