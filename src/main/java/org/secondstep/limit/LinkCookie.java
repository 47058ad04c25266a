package org.secondstep.limit;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.Username;
import org.secondstep.secret.Sealer;
import org.secondstep.shell.PortalProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The mark of a browser in which somebody chose a password by a mailed link, an
 * invitation or a temporary pass: random, signed for that account, good for a day. Wrong
 * passwords from there have a counter of their own. It opens nothing, and makes the
 * browser nobody's.
 */
@Component
public class LinkCookie {

	private static final String COOKIE = "LINK";

	private static final Duration GOOD_FOR = Duration.ofDays(1);

	private static final Pattern SHAPE = Pattern.compile("([0-9a-f]{32})\\.(\\d{1,12})~(.{1,100})");

	private final PortalProperties portal;

	private final Sealer sealer;

	private final SecureRandom random;

	private final Clock clock;

	LinkCookie(PortalProperties portal, Sealer sealer, SecureRandom random, Clock clock) {
		this.portal = portal;
		this.sealer = sealer;
		this.random = random;
		this.clock = clock;
	}

	/**
	 * Here a link of this account was used.
	 */
	public void mark(String username, HttpServletResponse response) {
		byte[] id = new byte[16];
		this.random.nextBytes(id);
		String mark = HexFormat.of().formatHex(id) + "." + this.clock.instant().plus(GOOD_FOR).getEpochSecond();
		String value = mark + "~" + this.sealer.keyedHash(signed(mark, username), "link-cookie");
		response.addHeader(HttpHeaders.SET_COOKIE, this.portal.cookie(COOKIE, value, GOOD_FOR).toString());
	}

	/**
	 * @return the random name of this browser, if a link of this account was used here
	 * within the last day
	 */
	Optional<String> id(String username, HttpServletRequest request) {
		Cookie found = WebUtils.getCookie(request, this.portal.cookieName(COOKIE));
		return Optional.ofNullable(found)
			.map((cookie) -> SHAPE.matcher(cookie.getValue()))
			.filter((parts) -> parts.matches()
					&& Instant.ofEpochSecond(Long.parseLong(parts.group(2))).isAfter(this.clock.instant())
					&& this.sealer.keyedHashes(signed(parts.group(1) + "." + parts.group(2), username), "link-cookie")
						.contains(parts.group(3)))
			.map((parts) -> parts.group(1));
	}

	private static String signed(String mark, String username) {
		return mark + "\n" + Username.canonical(username);
	}

}
