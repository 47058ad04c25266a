package org.secondstep.shell;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A client's address as a page shows it.
 *
 * @param text an IPv6 address in its short form (RFC 5952), any other as it is
 */
public record NetworkAddress(String text) {

	private static final Pattern ZEROS = Pattern.compile("\\b0(:0)+\\b");

	/**
	 * @param address as Java writes it: eight groups without leading zeros
	 */
	public static NetworkAddress of(String address) {
		String longest = ZEROS.matcher(address)
			.results()
			.map(MatchResult::group)
			.reduce("", (one, other) -> (other.length() > one.length()) ? other : one);
		if (longest.isEmpty() || address.contains("::")) {
			return new NetworkAddress(address);
		}
		String around = ":" + address + ":";
		int start = around.indexOf(":" + longest + ":");
		String before = around.substring(0, start).replaceFirst("^:", "");
		String after = around.substring(start + longest.length() + 2).replaceFirst(":$", "");
		return new NetworkAddress(before + "::" + after);
	}

}
