package org.secondstep.otp;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A one-time code: six ASCII digits, kept as text because leading zeros count.
 *
 * @param digits exactly six of 0-9
 */
public record OtpCode(String digits) {

	static final int LENGTH = 6;

	private static final Pattern DIGITS = Pattern.compile("[0-9]{" + LENGTH + "}");

	private static final Pattern SPACES = Pattern.compile("[ \\u00A0\\u202F]");

	private static final Pattern HYPHEN = Pattern.compile("(?<=[0-9])-(?=[0-9])");

	private static final int LONGEST_TYPED = 64;

	/**
	 * Checks the form.
	 * @throws IllegalArgumentException for anything but six ASCII digits
	 */
	public OtpCode {
		if (!DIGITS.matcher(digits).matches()) {
			throw new IllegalArgumentException("A code has six digits");
		}
	}

	/**
	 * Reads a code as apps show it and people type it: {@code 123456}, {@code 123 456},
	 * {@code 123-456}, also with no-break spaces.
	 * @return the code, or nothing if anything else was typed
	 */
	public static Optional<OtpCode> parse(@Nullable String typed) {
		if (typed == null || typed.length() > LONGEST_TYPED) {
			return Optional.empty();
		}
		String digits = HYPHEN.matcher(SPACES.matcher(typed).replaceAll("")).replaceAll("");
		return DIGITS.matcher(digits).matches() ? Optional.of(new OtpCode(digits)) : Optional.empty();
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
