package org.secondstep.limit;

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
 * The mark of a browser in which somebody signed in: random, signed for that account,
 * with no identity in clear. It remembers the answer to "Stay signed in?". Only that of a
 * browser that passed a second step is its owner's: it has counters of wrong passwords
 * and of mailed links of its own, and signs in without a mail. It opens nothing.
 */
@Component
public class DeviceCookie {

	private static final String COOKIE = "DEVICE";

	private static final int MOST_PEOPLE = 3;

	private static final Pattern SHAPE = Pattern.compile("[anyANY][A-Za-z0-9_-]{22}");

	private final PortalProperties portal;

	private final Sealer sealer;

	private final SecureRandom random;

	DeviceCookie(PortalProperties portal, Sealer sealer, SecureRandom random) {
		this.portal = portal;
		this.sealer = sealer;
		this.random = random;
	}

	/**
	 * @return the random name of this browser for this account, if it is its owner's
	 */
	public Optional<String> owned(String username, HttpServletRequest request) {
		return mark(username, request).filter(Mark::owned).map(Mark::id);
	}

	public Choice choice(String username, HttpServletRequest request) {
		return mark(username, request).map(Mark::choice).orElse(Choice.ASK);
	}

	/**
	 * Here a second step of this account was right.
	 */
	public void own(String username, HttpServletRequest request, HttpServletResponse response) {
		Mark mark = mark(username, request).orElseGet(this::freshMark);
		write(username, new Mark(mark.id(), mark.choice(), true), request, response);
	}

	/**
	 * Makes nobody the owner: whoever knows the password may choose.
	 */
	public void choose(String username, Choice choice, HttpServletRequest request, HttpServletResponse response) {
		Mark mark = mark(username, request).orElseGet(this::freshMark);
		write(username, new Mark(mark.id(), choice, mark.owned()), request, response);
	}

	private Optional<Mark> mark(String username, HttpServletRequest request) {
		return entries(request).filter((entry) -> isFor(entry, username)).map(Mark::parse).findFirst();
	}

	/**
	 * Keeps the marks of a few other people.
	 */
	private void write(String username, Mark mark, HttpServletRequest request, HttpServletResponse response) {
		String own = mark.text() + "~" + this.sealer.keyedHash(mark.text() + username(username), "device");
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

	private Mark freshMark() {
		byte[] id = new byte[16];
		this.random.nextBytes(id);
		return new Mark(Base64.getUrlEncoder().withoutPadding().encodeToString(id), Choice.ASK, false);
	}

	private static String username(String typed) {
		return "\n" + Username.canonical(typed);
	}

	/**
	 * @param id random name of this browser for this account
	 * @param owned whether a second step was right here; its letter is a capital then
	 */
	private record Mark(String id, Choice choice, boolean owned) {

		static Mark parse(String entry) {
			char letter = entry.charAt(0);
			return new Mark(entry.substring(1, 23), Choice.of(Character.toLowerCase(letter)),
					Character.isUpperCase(letter));
		}

		String text() {
			return (this.owned ? Character.toUpperCase(this.choice.letter) : this.choice.letter) + this.id;
		}

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
