package org.secondstep.shell;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Style sheets, scripts and drawings. They are the same for everybody, so nothing about
 * the visitor is looked up for them: even the page that reports an outage of the database
 * needs them.
 */
public final class Assets {

	private static final Pattern PATHS = Pattern.compile("/(css|js|webjars|theme)/.*|/favicon\\..*");

	private Assets() {
	}

	public static boolean isAsset(HttpServletRequest request) {
		return PATHS.matcher(LocalPath.of(request)).matches();
	}

}
