package org.secondstep.otp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Time-based one-time passwords of six digits (RFC 6238). Stateless: who accepts a step
 * has to spend it (RFC 6238 §5.2), so that each is accepted once only.
 */
public final class Totp {

	/**
	 * How long a code lasts (RFC 6238 §5.2).
	 */
	public static final Duration STEP = Duration.ofSeconds(30);

	private Totp() {
	}

	/**
	 * The number of whole steps since 1970-01-01T00:00Z (T in RFC 6238 §4.2).
	 */
	public static long stepAt(Instant instant) {
		return Math.floorDiv(instant.getEpochSecond(), STEP.toSeconds());
	}

	public static Instant beginOf(long step) {
		return Instant.EPOCH.plus(STEP.multipliedBy(step));
	}

	/**
	 * The six digits of a step with SHA-1, leading zeros included.
	 */
	public static String codeAt(OtpSecret secret, long step) {
		return codeAt(secret, step, OtpAlgorithm.SHA1);
	}

	/**
	 * The six digits of a step with any algorithm, leading zeros included.
	 */
	public static String codeAt(OtpSecret secret, long step, OtpAlgorithm algorithm) {
		int code = algorithm.generator().getTotpPassword(secret.base32(), step * STEP.toMillis());
		return String.format(Locale.ROOT, "%0" + OtpCode.LENGTH + "d", code);
	}

	/**
	 * Finds the step whose SHA-1 code this is.
	 * @param tolerance steps (of 30 s) that the clocks may differ in either direction
	 * @return the matching step nearest to now, the earlier of two equally near
	 */
	public static OptionalLong matchingStep(OtpSecret secret, OtpCode code, Instant now, int tolerance) {
		return matchingStep(secret, code, now, tolerance, OtpAlgorithm.SHA1);
	}

	/**
	 * Finds the step whose code with this algorithm this is.
	 * @param tolerance steps (of 30 s) that the clocks may differ in either direction
	 * @return the matching step nearest to now, the earlier of two equally near
	 */
	public static OptionalLong matchingStep(OtpSecret secret, OtpCode code, Instant now, int tolerance,
			OtpAlgorithm algorithm) {
		long current = stepAt(now);
		for (int distance = 0; distance <= tolerance; distance++) {
			for (long step : new long[] { current - distance, current + distance }) {
				if (same(codeAt(secret, step, algorithm), code.digits())) {
					return OptionalLong.of(step);
				}
			}
		}
		return OptionalLong.empty();
	}

	private static boolean same(String one, String other) {
		return MessageDigest.isEqual(one.getBytes(StandardCharsets.US_ASCII),
				other.getBytes(StandardCharsets.US_ASCII));
	}

}
