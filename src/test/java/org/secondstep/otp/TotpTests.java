package org.secondstep.otp;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {

	private static final String RFC_SEED = "1234567890123456789012345678901234567890123456789012345678901234";

	private static final OtpSecret SECRET = rfcSecret(OtpAlgorithm.SHA1);

	// The code of this step comes again ten steps later.
	private static final long TWIN = 50108462;

	private static final Instant NOW = Instant.parse("2026-08-03T09:30:17Z");

	// RFC 6238 Appendix B has eight digits; six digits are their end. The seeds are as
	// long as the hash.
	@ParameterizedTest
	@CsvSource(textBlock = """
			59,          94287082, 46119246, 90693936
			1111111109,  07081804, 68084774, 25091201
			1111111111,  14050471, 67062674, 99943326
			1234567890,  89005924, 91819424, 93441116
			2000000000,  69279037, 90698825, 38618901
			20000000000, 65353130, 77737706, 47863826
			""")
	void givesTheCodesOfRfc6238(long second, String sha1, String sha256, String sha512) {
		long step = Totp.stepAt(Instant.ofEpochSecond(second));

		assertThat(Totp.codeAt(rfcSecret(OtpAlgorithm.SHA1), step)).isEqualTo(sha1.substring(2));
		assertThat(Totp.codeAt(rfcSecret(OtpAlgorithm.SHA256), step, OtpAlgorithm.SHA256))
			.isEqualTo(sha256.substring(2));
		assertThat(Totp.codeAt(rfcSecret(OtpAlgorithm.SHA512), step, OtpAlgorithm.SHA512))
			.isEqualTo(sha512.substring(2));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			0, 755224
			1, 287082
			2, 359152
			3, 969429
			4, 338314
			5, 254676
			6, 287922
			7, 162583
			8, 399871
			9, 520489
			""")
	void givesTheCodesOfRfc4226(long counter, String code) {
		assertThat(Totp.codeAt(SECRET, counter)).isEqualTo(code);
	}

	@ParameterizedTest
	@EnumSource
	void agreesWithAnotherImplementation(OtpAlgorithm algorithm) throws Exception {
		Random random = new Random(20260803);

		for (int i = 0; i < 2000; i++) {
			byte[] bytes = new byte[16 + random.nextInt(49)];
			random.nextBytes(bytes);
			Instant time = Instant.ofEpochSecond(random.nextLong(20_000_000_000L));

			assertThat(Totp.codeAt(OtpSecret.of(bytes), Totp.stepAt(time), algorithm))
				.isEqualTo(otherCode(bytes, time, algorithm));
		}
	}

	// Steps were searched from 50,000,000 on: one code in a million is 000000.
	@ParameterizedTest
	@CsvSource({ "50750553, 000000", "51024265, 000123", "50082404, 012345" })
	void takesEveryCodeValue_C22(long step, String code) throws Exception {
		Instant time = Instant.ofEpochSecond(step * 30);

		assertThat(Totp.codeAt(SECRET, step)).isEqualTo(code)
			.isEqualTo(otherCode(SECRET.bytes(), time, OtpAlgorithm.SHA1));
		assertThat(Totp.matchingStep(SECRET, new OtpCode(code), time, 1)).hasValue(step);
	}

	@Test
	void writesAsciiDigitsInEveryLanguage_C22() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

			assertThat(Totp.codeAt(SECRET, 51024265)).isEqualTo("000123");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 1 })
	void findsCodeWithinTolerance_C06(long away) {
		long step = Totp.stepAt(NOW) + away;

		assertThat(match(step, 1)).hasValue(step);
	}

	@ParameterizedTest
	@ValueSource(longs = { -20, -10, -5, -3, -2, 2, 3, 5, 10, 20 })
	void findsNothingOutsideTolerance_C06(long away) {
		long step = Totp.stepAt(NOW) + away;

		assertThat(match(step, 1)).isEmpty();
		assertThat(match(step, 20)).hasValue(step);
	}

	@Test
	void findsOnlyTheCurrentStepWithoutTolerance_C06() {
		long step = Totp.stepAt(NOW);

		assertThat(match(step, 0)).hasValue(step);
		assertThat(match(step - 1, 0)).isEmpty();
		assertThat(match(step + 1, 0)).isEmpty();
	}

	@Test
	void prefersTheNearestOfEqualCodes() {
		OtpCode code = new OtpCode(Totp.codeAt(SECRET, TWIN));
		assertThat(Totp.codeAt(SECRET, TWIN + 10)).isEqualTo(code.digits());

		assertThat(Totp.matchingStep(SECRET, code, start(TWIN + 1), 20)).hasValue(TWIN);
		assertThat(Totp.matchingStep(SECRET, code, start(TWIN + 9), 20)).hasValue(TWIN + 10);
		assertThat(Totp.matchingStep(SECRET, code, start(TWIN + 5), 20)).hasValue(TWIN);
	}

	@Test
	void tellsAlgorithmsApart() {
		long step = Totp.stepAt(NOW);
		OtpCode code = new OtpCode(Totp.codeAt(SECRET, step, OtpAlgorithm.SHA256));

		assertThat(Totp.matchingStep(SECRET, code, NOW, 20)).isEmpty();
		assertThat(Totp.matchingStep(SECRET, code, NOW, 20, OtpAlgorithm.SHA256)).hasValue(step);
	}

	@Test
	void changesStepEveryThirtySeconds() {
		assertThat(Totp.stepAt(Instant.ofEpochMilli(-1))).isEqualTo(-1);
		assertThat(Totp.stepAt(Instant.ofEpochMilli(0))).isZero();
		assertThat(Totp.stepAt(Instant.ofEpochMilli(29_999))).isZero();
		assertThat(Totp.stepAt(Instant.ofEpochMilli(30_000))).isEqualTo(1);
	}

	private static OptionalLong match(long step, int tolerance) {
		return Totp.matchingStep(SECRET, new OtpCode(Totp.codeAt(SECRET, step)), NOW, tolerance);
	}

	private static Instant start(long step) {
		return Instant.EPOCH.plus(Totp.STEP.multipliedBy(step));
	}

	private static OtpSecret rfcSecret(OtpAlgorithm algorithm) {
		int length = switch (algorithm) {
			case SHA1 -> 20;
			case SHA256 -> 32;
			case SHA512 -> 64;
		};
		return OtpSecret.of(RFC_SEED.substring(0, length).getBytes(StandardCharsets.US_ASCII));
	}

	private static String otherCode(byte[] secret, Instant time, OtpAlgorithm algorithm) throws Exception {
		Key key = new SecretKeySpec(secret, "RAW");
		return new TimeBasedOneTimePasswordGenerator(Duration.ofSeconds(30), 6, "Hmac" + algorithm)
			.generateOneTimePasswordString(key, time, Locale.ROOT);
	}

}
