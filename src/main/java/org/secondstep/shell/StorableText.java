package org.secondstep.shell;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Text as every database stores it. PostgreSQL refuses a zero byte and half of a
 * surrogate pair; nobody types them, so they become U+001A, the substitute character,
 * which no name, account or reason may hold.
 */
public final class StorableText {

	private static final Pattern REFUSED = Pattern.compile("[\\x00\\ud800-\\udfff]");

	private StorableText() {
	}

	public static String of(String text) {
		return REFUSED.matcher(text).replaceAll("\u001a");
	}

	/**
	 * @return at most so many characters from the start, and no half of a surrogate pair
	 * where it was cut
	 */
	public static String start(String text, int most) {
		return of(text.substring(0, Math.min(most, text.length())));
	}

	static @Nullable String ofNullable(@Nullable String text) {
		return (text != null) ? of(text) : null;
	}

}
