package org.secondstep.password;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.secret.Place;
import org.secondstep.secret.SealBrokenException;
import org.secondstep.secret.Sealer;
import org.secondstep.shell.PortalProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The account that was typed on the first page of sign-in, kept for the next ones by the
 * browser, sealed, for half an hour. Nobody knows yet whether it exists, and a session
 * would let strangers fill the database.
 */
@Component
public class TypedAccount {

	private static final String COOKIE = "ACCOUNT";

	private static final Place PLACE = new Place("cookie", Place.NOBODY, "typed account", Place.NOBODY);

	private static final int LONGEST = 254;

	private final PortalProperties portal;

	private final Sealer sealer;

	TypedAccount(PortalProperties portal, Sealer sealer) {
		this.portal = portal;
		this.sealer = sealer;
	}

	public void remember(@Nullable String username, HttpServletResponse response) {
		if (username != null && !username.isBlank()) {
			String kept = username.substring(0, Math.min(LONGEST, username.length()));
			set(this.sealer.seal(kept.getBytes(StandardCharsets.UTF_8), PLACE), Duration.ofMinutes(30), response);
		}
	}

	public @Nullable String of(HttpServletRequest request) {
		Cookie kept = WebUtils.getCookie(request, this.portal.cookieName(COOKIE));
		try {
			return (kept != null) ? new String(this.sealer.open(kept.getValue(), PLACE), StandardCharsets.UTF_8) : null;
		}
		catch (SealBrokenException ex) {
			return null;
		}
	}

	public void forget(HttpServletResponse response) {
		set("", Duration.ZERO, response);
	}

	private void set(String value, Duration age, HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE, this.portal.cookie(COOKIE, value, age).toString());
	}

}
