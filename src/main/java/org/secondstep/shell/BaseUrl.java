package org.secondstep.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address under which people reach the portal, as it is set.
 *
 * @param path below which the portal lies on its host: empty, or with a first slash and
 * no last one
 */
public record BaseUrl(WebOrigin origin, String path) {

	private static final Pattern SHAPE = Pattern.compile("([^/]+//[^/]+?)((?:/[A-Za-z0-9][A-Za-z0-9._~-]*)*)/?");

	private static final String FAULT = "must be the portal's address, such as https://mfa.company.example or"
			+ " https://company.example/mfa: with http or https, a host (an international one as xn--…), and"
			+ " neither account nor query";

	/**
	 * @throws IllegalArgumentException saying how the setting is written
	 */
	public static BaseUrl of(String text) {
		Matcher parts = SHAPE.matcher(text.strip());
		if (!parts.matches()) {
			throw new IllegalArgumentException(FAULT);
		}
		WebOrigin origin = WebOrigin.parse(parts.group(1)).orElseThrow(() -> new IllegalArgumentException(FAULT));
		return new BaseUrl(origin, parts.group(2));
	}

	@Override
	public String toString() {
		return this.origin + this.path;
	}

}
