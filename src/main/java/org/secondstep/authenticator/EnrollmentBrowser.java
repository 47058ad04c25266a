package org.secondstep.authenticator;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.codec.digest.DigestUtils;
import org.secondstep.shell.PortalProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Knows the browser in which an enrollment was begun by a random cookie of 128 bits, of
 * which the database has the SHA-256 only. It outlives sign-out, so that an unfinished
 * enrollment goes on at the next sign-in.
 */
@Component
class EnrollmentBrowser {

	private static final String COOKIE = "ENROLLMENT";

	private static final int BYTES = 16;

	private final PortalProperties portal;

	private final SecureRandom random;

	EnrollmentBrowser(PortalProperties portal, SecureRandom random) {
		this.portal = portal;
		this.random = random;
	}

	/**
	 * @return this browser's hash; one that no enrollment has when it never began one
	 */
	String of(HttpServletRequest request) {
		return id(request).map(EnrollmentBrowser::hash).orElse("");
	}

	/**
	 * Marks the browser for as long as an enrollment takes at most.
	 */
	String mark(HttpServletRequest request, HttpServletResponse response) {
		String id = id(request).orElseGet(this::freshId);
		response.addHeader(HttpHeaders.SET_COOKIE,
				this.portal.cookie(COOKIE, id, PendingAuthenticator.LIFETIME).toString());
		return hash(id);
	}

	private Optional<String> id(HttpServletRequest request) {
		return Optional.ofNullable(WebUtils.getCookie(request, this.portal.cookieName(COOKIE)))
			.map(Cookie::getValue)
			.filter((id) -> id.matches("[0-9a-f]{32}"));
	}

	private String freshId() {
		byte[] id = new byte[BYTES];
		this.random.nextBytes(id);
		return HexFormat.of().formatHex(id);
	}

	private static String hash(String id) {
		return DigestUtils.sha256Hex(id);
	}

}
