package org.secondstep.apitoken;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * A token as a script sends it: "sst_" and 256 random bits. The first letters let people
 * and leak scanners recognize it. With so many bits a plain hash can't be reversed, and
 * unlike a keyed one it outlives the rotation of keys.
 */
record TokenSecret(String text) {

	private static final String BEGIN = "sst_";

	private static final int BYTES = 32;

	private static final Pattern SHAPE = Pattern.compile(BEGIN + "[A-Za-z0-9_-]{43}");

	static TokenSecret random(SecureRandom random) {
		byte[] bytes = new byte[BYTES];
		random.nextBytes(bytes);
		return new TokenSecret(BEGIN + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
	}

	static Optional<TokenSecret> parse(String presented) {
		return SHAPE.matcher(presented).matches() ? Optional.of(new TokenSecret(presented)) : Optional.empty();
	}

	/**
	 * @return as much as a list may show; 208 bits stay unknown
	 */
	String prefix() {
		return this.text.substring(0, BEGIN.length() + 8);
	}

	String hash() {
		return DigestUtils.sha256Hex(this.text);
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
