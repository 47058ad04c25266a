package org.secondstep.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.shell.LocalPath;
import org.secondstep.shell.PortalProperties;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Where the person wanted to go before being sent to sign in: a path of this portal, kept
 * for half an hour by the browser, taken once. Whatever else stands there is ignored.
 */
@Component
public class Destination {

	private static final String COOKIE = "DESTINATION";

	private final PortalProperties portal;

	Destination(PortalProperties portal) {
		this.portal = portal;
	}

	void remember(HttpServletRequest request, HttpServletResponse response) {
		page(request).ifPresent((path) -> set(path, Duration.ofMinutes(30), response));
	}

	/**
	 * A form leads back to the page on which it stands: its own address need not be one.
	 */
	private static Optional<String> page(HttpServletRequest request) {
		String referer = request.getHeader(HttpHeaders.REFERER);
		if (referer == null || !HttpMethod.POST.matches(request.getMethod())) {
			return LocalPath.parse(LocalPath.of(request));
		}
		try {
			return LocalPath.within(request, new URI(referer).getPath());
		}
		catch (URISyntaxException ex) {
			return Optional.empty();
		}
	}

	public String take(String otherwise, HttpServletRequest request, HttpServletResponse response) {
		Cookie kept = WebUtils.getCookie(request, this.portal.cookieName(COOKIE));
		if (kept != null) {
			set("", Duration.ZERO, response);
		}
		return Optional.ofNullable(kept).flatMap((found) -> LocalPath.parse(found.getValue())).orElse(otherwise);
	}

	private void set(String path, Duration age, HttpServletResponse response) {
		response.addHeader(HttpHeaders.SET_COOKIE, this.portal.cookie(COOKIE, path, age).toString());
	}

}
