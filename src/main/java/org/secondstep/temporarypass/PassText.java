package org.secondstep.temporarypass;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a pass: 16 signs of Crockford's Base32, which has no letter that could be
 * taken for another sign, so 80 bits. Read and typed in groups of four; blanks, hyphens
 * and letter case do not matter, and look-alikes count as what they look like.
 *
 * @param value without groups, in capitals
 */
record PassText(String value) {

	private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

	private static final int LENGTH = 16;

	/** What is longer than this is not even looked at. */
	private static final int ABSURD = 100;

	private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}_.]+");

	private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

	static PassText random(SecureRandom random) {
		StringBuilder value = new StringBuilder(LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
		}
		return new PassText(value.toString());
	}

	static Optional<PassText> parse(String typed) {
		if (typed.length() > ABSURD) {
			return Optional.empty();
		}
		String folded = BETWEEN.matcher(typed)
			.replaceAll("")
			.toUpperCase(Locale.ROOT)
			.replace('O', '0')
			.replace('I', '1')
			.replace('L', '1')
			.replace('U', 'V');
		return SHAPE.matcher(folded).matches() ? Optional.of(new PassText(folded)) : Optional.empty();
	}

	/**
	 * As it is shown and read out.
	 */
	String groups() {
		return this.value.replaceAll("(.{4})(?!$)", "$1-");
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
