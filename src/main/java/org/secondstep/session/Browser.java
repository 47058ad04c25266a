package org.secondstep.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which browser on which system says to ask. Only for people to recognize their devices;
 * nothing is decided by it.
 */
record Browser(String name, String system) {

	private static final String UNKNOWN = "?";

	// Most telling first: nearly every browser also names those it descends from
	private static final List<List<String>> NAMES = List.of(List.of("Edg", "Edge"), List.of("OPR/", "Opera"),
			List.of("SamsungBrowser", "Samsung Internet"), List.of("Firefox", "Firefox"), List.of("FxiOS", "Firefox"),
			List.of("Chrome", "Chrome"), List.of("CriOS", "Chrome"), List.of("Safari", "Safari"));

	private static final List<List<String>> SYSTEMS = List.of(List.of("Android", "Android"),
			List.of("iPhone", "iPhone"), List.of("iPad", "iPad"), List.of("Windows", "Windows"),
			List.of("Mac OS X", "macOS"), List.of("CrOS", "ChromeOS"), List.of("Linux", "Linux"));

	static Browser of(@Nullable String userAgent) {
		String said = (userAgent != null) ? userAgent : "";
		return new Browser(find(said, NAMES), find(said, SYSTEMS));
	}

	private static String find(String said, List<List<String>> known) {
		return known.stream()
			.filter((each) -> said.contains(each.get(0)))
			.map((each) -> each.get(1))
			.findFirst()
			.orElse(UNKNOWN);
	}

}
