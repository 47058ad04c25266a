package org.secondstep.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The name of an account, "name@domain", in the one spelling that everything is counted
 * and looked up by: Unicode NFKC, no blanks around it, lower case.
 */
public record Username(String value) {

	private static final Pattern SHAPE = Pattern.compile("[^@\\s\\p{C}]{1,64}@[a-z0-9.-]{1,189}");

	public Username {
		if (!SHAPE.matcher(value).matches()) {
			throw new IllegalArgumentException("Expected name@domain in lower case");
		}
	}

	/**
	 * @param typed what a person typed, in any letter case, with blanks around it
	 * @return nothing if no account can have such a name
	 */
	public static Optional<Username> parse(@Nullable String typed) {
		String value = (typed != null) ? canonical(typed) : "";
		return SHAPE.matcher(value).matches() ? Optional.of(new Username(value)) : Optional.empty();
	}

	/**
	 * @return the typed name in its one spelling, also when no account can have it: then
	 * as a text that every database takes
	 */
	public static String canonical(String typed) {
		return Normalizer.normalize(typed, Normalizer.Form.NFKC)
			.strip()
			.toLowerCase(Locale.ROOT)
			.replace('\0', '\uFFFD');
	}

	@Override
	public String toString() {
		return this.value;
	}

}
