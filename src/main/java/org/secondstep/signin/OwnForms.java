package org.secondstep.signin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.shell.PortalAddress;
import org.secondstep.shell.WebOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

	private static final Logger log = LoggerFactory.getLogger(OwnForms.class);

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private final CsrfTokenRequestHandler masking = new XorCsrfTokenRequestAttributeHandler();

	private final PortalAddress portal;

	private final FormTokens tokens;

	private final AtomicBoolean told = new AtomicBoolean();

	OwnForms(PortalAddress portal, FormTokens tokens) {
		this.portal = portal;
		this.tokens = tokens;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
		this.masking.handle(request, response, token);
	}

	@Override
	public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
		boolean inAddress = isSecretIn(Objects.requireNonNullElse(request.getQueryString(), ""), token);
		String sent = (inAddress || isForeign(request)) ? null : this.masking.resolveCsrfTokenValue(request, token);
		return this.tokens.isOfSignIn(sent, request) ? token.getToken() : sent;
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

	private boolean isOwn(String text, HttpServletRequest request) {
		Optional<WebOrigin> sent = WebOrigin.parse(text);
		boolean own = sent.filter((origin) -> origin.equals(this.portal.origin()) || isAsked(origin, request))
			.isPresent();
		if (!own) {
			sent.ifPresent(this::tell);
		}
		return own;
	}

	/**
	 * The browser asked the host from which the form comes, and not by TLS for a page
	 * that anybody on the line could have written.
	 */
	private boolean isAsked(WebOrigin sent, HttpServletRequest request) {
		String host = request.getHeader(HttpHeaders.HOST);
		boolean weaker = this.portal.origin().isSecure() && !sent.isSecure();
		return !weaker && WebOrigin.parse(sent.scheme() + "://" + host).filter(sent::equals).isPresent();
	}

	private void tell(WebOrigin sent) {
		if (this.told.compareAndSet(false, true)) {
			log.warn("A form from pages at {} was refused, because the portal's address is {}."
					+ " If people use {}, set secondstep.base-url to it", sent, this.portal.text(), sent);
		}
	}

}
