package org.secondstep.signin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.util.StringUtils;

/**
 * Takes the token of a form from the body of a request that our own pages sent: not from
 * an address, which ends up in logs, and not from another site that got hold of one. With
 * a password in the address it takes none at all.
 */
final class OwnForms implements CsrfTokenRequestHandler {

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private final CsrfTokenRequestHandler masking = new XorCsrfTokenRequestAttributeHandler();

	private final String portal;

	OwnForms(String baseUrl) {
		this.portal = URI.create(baseUrl).getAuthority();
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
		this.masking.handle(request, response, token);
	}

	@Override
	public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
		boolean inAddress = isSecretIn(Objects.requireNonNullElse(request.getQueryString(), ""), token);
		return (inAddress || isForeign(request)) ? null : this.masking.resolveCsrfTokenValue(request, token);
	}

	private static boolean isSecretIn(String query, CsrfToken token) {
		try {
			String address = StringUtils.uriDecode(query, StandardCharsets.UTF_8);
			return address.contains(token.getParameterName()) || address.toLowerCase(Locale.ROOT).contains("password");
		}
		catch (IllegalArgumentException ex) {
			return true; // no form of ours has such an address
		}
	}

	/**
	 * Browsers that say nothing of where a form comes from are believed: the token alone
	 * is proof enough.
	 */
	private boolean isForeign(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return (site != null && !OWN_SITES.contains(site)) || (origin != null && !isOwn(origin, request));
	}

	private boolean isOwn(String origin, HttpServletRequest request) {
		String authority = origin.substring(origin.indexOf("://") + 1).replaceFirst("^/+", "");
		return authority.equals(this.portal) || authority.equals(request.getHeader(HttpHeaders.HOST));
	}

}
