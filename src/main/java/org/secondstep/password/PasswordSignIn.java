package org.secondstep.password;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.PasswordCheck;
import org.secondstep.account.PasswordCheck.Comparison;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.limit.Guesses;
import org.secondstep.limit.Refusals;
import org.secondstep.passwordhash.TooManyPasswordsException;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The first step. An account that does not exist is counted, compared and refused exactly
 * like one that does.
 */
@Component
public class PasswordSignIn implements AuthenticationProvider {

	private final PasswordCheck passwords;

	private final Guesses guesses;

	private final Refusals refusals;

	private final Audit audit;

	private final TransactionOperations transaction;

	private final Clock clock;

	PasswordSignIn(PasswordCheck passwords, Guesses guesses, Refusals refusals, Audit audit,
			TransactionOperations transaction, Clock clock) {
		this.passwords = passwords;
		this.guesses = guesses;
		this.refusals = refusals;
		this.audit = audit;
		this.transaction = transaction;
		this.clock = clock;
	}

	@Override
	public Authentication authenticate(Authentication attempt) {
		HttpServletRequest request = Objects.requireNonNull((Origin) attempt.getDetails()).request();
		AccountProfile account = compare(attempt.getName(), String.valueOf(attempt.getCredentials()), request)
			.orElseThrow(() -> new BadCredentialsException("Account and password do not fit, or have to wait"));
		GrantedAuthority factor = FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
			.issuedAt(this.clock.instant())
			.build();
		return UsernamePasswordAuthenticationToken.authenticated(account, null, List.of(factor));
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

	/**
	 * Counts the attempt, compares, and remembers what came of it.
	 * @return the account if this is its password and nothing has to wait
	 */
	Optional<AccountProfile> prove(String typed, String password, HttpServletRequest request) {
		if (!this.guesses.reserve(typed, request)) {
			this.refusals.remember(AuditAction.PASSWORD_REFUSED_WAITING, typed, AuditEvent::of);
			return Optional.empty();
		}
		Comparison compared = this.passwords.compare(typed, password);
		Optional<AccountProfile> account = compared.account();
		if (account.isEmpty()) {
			this.guesses.missed(request);
			this.refusals.remember(compared.unreadable() ? AuditAction.PASSWORD_UNREADABLE : AuditAction.PASSWORD_WRONG,
					typed, AuditEvent::of);
			return account;
		}
		this.transaction.executeWithoutResult((status) -> {
			this.guesses.forget(typed, request);
			this.audit.remember(AuditEvent.of(AuditAction.PASSWORD_ACCEPTED, account.get().subject()));
		});
		return account;
	}

	private Optional<AccountProfile> compare(String typed, String password, HttpServletRequest request) {
		try {
			return prove(typed, password, request);
		}
		catch (TooManyPasswordsException ex) {
			throw new InternalAuthenticationServiceException(ex.getMessage(), ex);
		}
	}

	/**
	 * The request in which a password came.
	 */
	public record Origin(HttpServletRequest request) {

		@Override
		public String toString() {
			return "request";
		}

	}

}
