package org.secondstep.shell;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of an address (RFC 6454). Two are equal if a browser takes them
 * for the same origin: letter case does not count, and a default port may be left out.
 */
public record WebOrigin(String scheme, String host, int port) {

	private static final Pattern SHAPE = Pattern
		.compile("(?i)(https?)://([a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}])(?::([0-9]{1,5}))?");

	private static final int HTTP = 80;

	private static final int HTTPS = 443;

	private static final int HIGHEST_PORT = 65_535;

	/**
	 * @param text as in a header Origin
	 * @return nothing if it is no origin of a web page
	 */
	public static Optional<WebOrigin> parse(@Nullable String text) {
		Matcher parts = SHAPE.matcher((text != null) ? text : "");
		if (!parts.matches()) {
			return Optional.empty();
		}
		String scheme = parts.group(1).toLowerCase(Locale.ROOT);
		int port = (parts.group(3) != null) ? Integer.parseInt(parts.group(3)) : defaultPort(scheme);
		return Optional.of(new WebOrigin(scheme, parts.group(2).toLowerCase(Locale.ROOT), port))
			.filter((origin) -> port > 0 && port <= HIGHEST_PORT);
	}

	public boolean isSecure() {
		return "https".equals(this.scheme);
	}

	/**
	 * @return as browsers write it: without the port if that is the default one
	 */
	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ((this.port == defaultPort(this.scheme)) ? "" : ":" + this.port);
	}

	private static int defaultPort(String scheme) {
		return "https".equals(scheme) ? HTTPS : HTTP;
	}

}
