package org.secondstep.access;

import java.time.Instant;
import java.util.Optional;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * The factors of a request, as authorities with a time.
 */
final class Factors {

	static final String PASSWORD = FactorGrantedAuthority.PASSWORD_AUTHORITY;

	/** Any method beside the password, whatever its kind. */
	static final String SECOND_STEP = "FACTOR_SECOND_STEP";

	/** Something from staff that leads back to a method, and is none. */
	static final String TICKET = "FACTOR_TICKET";

	private Factors() {
	}

	static Optional<Instant> passedAt(Authentication authentication, String factor) {
		return authentication.getAuthorities()
			.stream()
			.filter((authority) -> factor.equals(authority.getAuthority()))
			.map((authority) -> ((FactorGrantedAuthority) authority).getIssuedAt())
			.findFirst();
	}

}
