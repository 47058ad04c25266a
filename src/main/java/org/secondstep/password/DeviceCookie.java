package org.secondstep.password;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
 * The mark of a browser in which an owner once signed in fully: random, signed for that
 * account, with no identity in clear. It gives the owner counters of wrong passwords and
 * of mailed links of its own and remembers the answer to "Stay signed in?"; it opens
 * nothing.
 */
@Component
public class DeviceCookie {

	private static final String COOKIE = "DEVICE";

	private static final int MOST_PEOPLE = 3;

	private static final Pattern SHAPE = Pattern.compile("[any][A-Za-z0-9_-]{22}");

	private final PortalProperties portal;

	private final Sealer sealer;

	private final SecureRandom random;

	DeviceCookie(PortalProperties portal, Sealer sealer, SecureRandom random) {
		this.portal = portal;
		this.sealer = sealer;
		this.random = random;
	}

	public Optional<Mark> of(String username, HttpServletRequest request) {
		return entries(request).filter((entry) -> isFor(entry, username))
			.map((entry) -> new Mark(entry.substring(1, 23), Choice.of(entry.charAt(0))))
			.findFirst();
	}

	/**
	 * Marks this browser for an account, keeping the marks of a few other people.
	 */
	public void mark(String username, Choice choice, HttpServletRequest request, HttpServletResponse response) {
		String id = of(username, request).map(Mark::id).orElseGet(this::freshId);
		String content = choice.letter + id;
		String own = content + "~" + this.sealer.keyedHash(content + username(username), "device");
		List<String> others = entries(request).filter((entry) -> !isFor(entry, username))
			.limit(MOST_PEOPLE - 1)
			.toList();
		String value = String.join("!", Stream.concat(Stream.of(own), others.stream()).toList());
		response.addHeader(HttpHeaders.SET_COOKIE, this.portal.cookie(COOKIE, value, Duration.ofDays(365)).toString());
	}

	private Stream<String> entries(HttpServletRequest request) {
		Cookie found = WebUtils.getCookie(request, this.portal.cookieName(COOKIE));
		return (found != null) ? Arrays.stream(found.getValue().split("!", MOST_PEOPLE + 1)).limit(MOST_PEOPLE)
				: Stream.empty();
	}

	private boolean isFor(String entry, String username) {
		int end = entry.indexOf('~');
		if (end < 0 || !SHAPE.matcher(entry.substring(0, end)).matches()) {
			return false;
		}
		return this.sealer.keyedHashes(entry.substring(0, end) + username(username), "device")
			.contains(entry.substring(end + 1));
	}

	private String freshId() {
		byte[] id = new byte[16];
		this.random.nextBytes(id);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
	}

	private static String username(String typed) {
		return "\n" + Username.canonical(typed);
	}

	/**
	 * @param id random name of this browser for this account
	 */
	public record Mark(String id, Choice choice) {

	}

	/**
	 * How "Stay signed in?" is answered in this browser.
	 */
	public enum Choice {

		ASK('a'), NO('n'), YES('y');

		private final char letter;

		Choice(char letter) {
			this.letter = letter;
		}

		private static Choice of(char letter) {
			return Arrays.stream(values()).filter((each) -> each.letter == letter).findFirst().orElse(ASK);
		}

	}

}
