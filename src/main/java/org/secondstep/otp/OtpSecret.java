package org.secondstep.otp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a person's authenticator app and the server share: 16 bytes or more, 20
 * when made here (RFC 4226 §4 R6). Its text form is Base32 (RFC 4648 §6), upper case,
 * without padding.
 */
public final class OtpSecret {

	private static final int RANDOM_BYTES = 20;

	private static final int LEAST_BYTES = 16;

	private static final Pattern GROUP = Pattern.compile(".{1,4}");

	private final byte[] bytes;

	private OtpSecret(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * A new secret of 160 bits.
	 */
	public static OtpSecret random(SecureRandom random) {
		byte[] bytes = new byte[RANDOM_BYTES];
		random.nextBytes(bytes);
		return new OtpSecret(bytes);
	}

	/**
	 * The secret made of a copy of these bytes.
	 * @throws IllegalArgumentException for fewer than 16 bytes
	 */
	public static OtpSecret of(byte[] bytes) {
		if (bytes.length < LEAST_BYTES) {
			throw new IllegalArgumentException("An OTP secret has at least %s bytes".formatted(LEAST_BYTES));
		}
		return new OtpSecret(bytes.clone());
	}

	/**
	 * A copy of the bytes.
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	public String base32() {
		return new Base32().encodeToString(this.bytes).replace("=", "");
	}

	/**
	 * The Base32 form in fours, as people type it.
	 */
	public List<String> groups() {
		return GROUP.matcher(base32()).results().map(MatchResult::group).toList();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof OtpSecret secret && MessageDigest.isEqual(this.bytes, secret.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return "redacted";
	}

}
