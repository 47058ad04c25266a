package org.secondstep.shell;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The only shape of address to which anything that a browser sent may lead: a path of
 * this portal without query, escape, dot or doubled slash, so nothing that a browser
 * could take for another host.
 */
public final class LocalPath {

	private static final Pattern SHAPE = Pattern.compile("/|(/[A-Za-z0-9][A-Za-z0-9-]{0,63}){1,8}");

	private LocalPath() {
	}

	public static Optional<String> parse(@Nullable String path) {
		return (path != null && SHAPE.matcher(path).matches()) ? Optional.of(path) : Optional.empty();
	}

}
