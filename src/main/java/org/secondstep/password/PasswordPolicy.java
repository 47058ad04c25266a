package org.secondstep.password;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import org.secondstep.account.AccountProfile;
import org.secondstep.passwordhash.Passwords;

/**
 * What a new password must be (NIST SP 800-63B §3.1.1.2): long enough, and nothing that a
 * guesser tries first. Any characters are allowed and none are demanded; letter case
 * makes no password better.
 *
 * @param username the account, "name@domain"
 * @param organization the name of its organization
 */
public record PasswordPolicy(String username, String organization) {

	/** Counted in code points, after normalization. */
	public static final int SHORTEST = 12;

	/** Shorter names are in too many good passwords. */
	private static final int SHORTEST_NAME = 4;

	private static final List<String> ROWS = List.of("abcdefghijklmnopqrstuvwxyz", "01234567890",
			"qwertyuiopasdfghjklzxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "qwertzuiopasdfghjklyxcvbnm");

	public static PasswordPolicy of(AccountProfile account) {
		return new PasswordPolicy(account.username(), account.organization().name());
	}

	/**
	 * @return the first thing that is wrong with a password, if anything is
	 */
	public Optional<PasswordObjection> objection(String password) {
		String canonical = Passwords.canonical(password);
		int length = canonical.codePointCount(0, canonical.length());
		String lower = canonical.toLowerCase(Locale.ROOT);
		if (length < SHORTEST || length > Passwords.LONGEST) {
			return Optional.of((length < SHORTEST) ? PasswordObjection.TOO_SHORT : PasswordObjection.TOO_LONG);
		}
		if (holdsName(lower)) {
			return Optional.of(PasswordObjection.NAME);
		}
		if (isRepetition(lower) || isInARow(lower)) {
			return Optional.of(PasswordObjection.PATTERN);
		}
		return CommonPasswords.isBasisOf(lower) ? Optional.of(PasswordObjection.COMMON) : Optional.empty();
	}

	private boolean holdsName(String password) {
		String closedUp = closeUp(password);
		return List.of(this.username.substring(0, Math.max(0, this.username.indexOf('@'))), this.organization)
			.stream()
			.map(PasswordPolicy::closeUp)
			.anyMatch((name) -> name.length() >= SHORTEST_NAME && closedUp.contains(name));
	}

	private static String closeUp(String text) {
		return text.toLowerCase(Locale.ROOT).replaceAll("[\\s._-]+", "");
	}

	private static boolean isRepetition(String password) {
		int length = password.length();
		return IntStream.rangeClosed(1, length / 2)
			.anyMatch((period) -> password.regionMatches(period, password, 0, length - period));
	}

	/**
	 * Nearly every sign stands beside the one before it, in the alphabet, among the
	 * digits or on a keyboard.
	 */
	private static boolean isInARow(String password) {
		long neighbours = IntStream.range(1, password.length())
			.filter((i) -> areNeighbours(password.charAt(i - 1), password.charAt(i)))
			.count();
		return neighbours >= password.length() - 3;
	}

	private static boolean areNeighbours(char first, char second) {
		return first == second || ROWS.stream()
			.anyMatch((row) -> row.contains("" + first + second) || row.contains("" + second + first));
	}

	@Override
	public String toString() {
		return this.username;
	}

}
