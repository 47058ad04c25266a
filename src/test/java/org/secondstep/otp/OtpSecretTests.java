package org.secondstep.otp;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OtpSecretTests {

	private static final byte[] BYTES = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

	private final SecureRandom random = new SecureRandom();

	@Test
	void has160RandomBits() {
		OtpSecret secret = OtpSecret.random(this.random);

		assertThat(secret.bytes()).hasSize(20);
		assertThat(secret.base32()).matches("[A-Z2-7]{32}");
		assertThat(secret.groups()).hasSize(8).allMatch(group -> group.length() == 4);
	}

	// Chi-square of each character's frequency, 31 degrees of freedom: above 84 has a
	// probability of about one in a million.
	@Test
	void neverRepeatsAndHasNoBias_G09() {
		Set<OtpSecret> secrets = new HashSet<>();
		int[] seen = new int[128];

		for (int i = 0; i < 10_000; i++) {
			OtpSecret secret = OtpSecret.random(this.random);
			secrets.add(secret);
			secret.base32().chars().forEach(character -> seen[character]++);
		}

		double expected = 10_000;
		double chiSquare = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".chars()
			.mapToDouble(character -> Math.pow(seen[character] - expected, 2) / expected)
			.sum();
		assertThat(secrets).hasSize(10_000);
		assertThat(chiSquare).isLessThan(84);
	}

	@Test
	void showsBase32InFoursAndReadsBack() {
		OtpSecret secret = OtpSecret.of(BYTES);

		assertThat(secret.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
		assertThat(secret.groups()).containsExactly("GEZD", "GNBV", "GY3T", "QOJQ", "GEZD", "GNBV", "GY3T", "QOJQ");
		assertThat(new Base32().decode(secret.base32())).isEqualTo(BYTES);
	}

	@Test
	void showsNoPaddingAndALastShortGroup() {
		OtpSecret secret = OtpSecret.of(new byte[16]);

		assertThat(secret.base32()).isEqualTo("A".repeat(26));
		assertThat(secret.groups()).hasSize(7).last().isEqualTo("AA");
	}

	@Test
	void refusesFewerThan128Bits() {
		assertThatIllegalArgumentException().isThrownBy(() -> OtpSecret.of(new byte[15]))
			.withMessage("An OTP secret has at least 16 bytes");
	}

	@Test
	void cannotBeChangedFromOutside() {
		byte[] given = BYTES.clone();
		OtpSecret secret = OtpSecret.of(given);

		given[0]++;
		secret.bytes()[1]++;

		assertThat(secret.bytes()).isEqualTo(BYTES);
	}

	@Test
	void equalsByContent() {
		assertThat(OtpSecret.of(BYTES)).isEqualTo(OtpSecret.of(BYTES))
			.hasSameHashCodeAs(OtpSecret.of(BYTES))
			.isNotEqualTo(OtpSecret.of(new byte[20]))
			.isNotEqualTo(null);
	}

	@Test
	void printsNothing() {
		assertThat(OtpSecret.of(BYTES)).hasToString("redacted");
	}

}
