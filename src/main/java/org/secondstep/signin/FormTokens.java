package org.secondstep.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.secret.Sealer;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SignedIn;
import org.secondstep.shell.PortalProperties;

import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * The tokens of forms. Before sign-in the token lives in a cookie of its own, so that
 * reading a page starts no session. Who can plant cookies, from a neighbouring host for
 * example, chooses that token; so from sign-in on it is a keyed hash of the sign-in's id
 * instead. It stays the same while the session's id changes at each factor, so forms in
 * other tabs still work.
 */
@Component
class FormTokens implements CsrfTokenRepository {

	private static final String PURPOSE = "form token";

	private final CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();

	private final CurrentSession session;

	private final Sealer sealer;

	FormTokens(CurrentSession session, Sealer sealer, PortalProperties portal) {
		this.session = session;
		this.sealer = sealer;
		this.cookie.setCookieName(portal.cookieName("CSRF"));
		this.cookie.setCookiePath("/");
		this.cookie.setCookieCustomizer((each) -> each.secure(portal.isSecure()).httpOnly(true).sameSite("Lax"));
	}

	@Override
	public CsrfToken generateToken(HttpServletRequest request) {
		return this.cookie.generateToken(request);
	}

	/**
	 * Of a sign-in nothing is saved: only the cookie of before it is taken away.
	 */
	@Override
	public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
		this.cookie.saveToken(token, request, response);
	}

	@Override
	public @Nullable CsrfToken loadToken(HttpServletRequest request) {
		List<String> tokens = ofSignIn(request);
		return tokens.isEmpty() ? this.cookie.loadToken(request)
				: new DefaultCsrfToken("X-XSRF-TOKEN", "_csrf", tokens.get(0));
	}

	/**
	 * Whether another node, which has a newer or an older key, gave this to the same
	 * sign-in.
	 */
	boolean isOfSignIn(@Nullable String sent, HttpServletRequest request) {
		return sent != null && ofSignIn(request).stream()
			.anyMatch((token) -> MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
					sent.getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * @return one for each key, the newest first, all of one length; none without a
	 * sign-in
	 */
	private List<String> ofSignIn(HttpServletRequest request) {
		return this.session.signedIn(request).map(FormTokens::text).map(this::hashes).orElse(List.of());
	}

	private List<String> hashes(String signIn) {
		return this.sealer.keyedHashes(signIn, PURPOSE)
			.stream()
			.map((hash) -> hash.substring(hash.indexOf('.') + 1))
			.toList();
	}

	private static String text(SignedIn signedIn) {
		return signedIn.id().toString();
	}

}
