package org.secondstep.signin;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.apitoken.ApiCaller;
import org.secondstep.apitoken.ApiTokens;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Knows a script by the token in its Authorization header (RFC 6750 §2.1) and by nothing
 * else: an address ends up in logs, and a cookie comes along unasked.
 */
final class BearerFilter extends OncePerRequestFilter {

	static final String READ_STATUS = "API_READ_STATUS";

	private static final String SCHEME = "bearer ";

	private final ApiTokens tokens;

	BearerFilter(ApiTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
			this.tokens.open(token(request)).ifPresent(BearerFilter::welcome);
		}
		chain.doFilter(request, response);
	}

	/**
	 * Answers whoever showed no token that counts.
	 */
	static void challenge(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				token(request).isEmpty() ? "Bearer" : "Bearer error=\"invalid_token\"");
		response.sendError(HttpStatus.UNAUTHORIZED.value());
	}

	private static void welcome(ApiCaller caller) {
		SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken
			.authenticated(caller, null, List.of(new SimpleGrantedAuthority(READ_STATUS)))));
	}

	/**
	 * @return what was presented as a token, or an empty text
	 */
	private static String token(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		return (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
				? header.substring(SCHEME.length()).strip() : "";
	}

}
