package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SealerTests {

	private static final String OLD = "old:MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=\n";

	private static final String NEW = "new:YWJjZGVmZ2hpamtsbW5vcHFyc3R1djAxMjM0NTY3ODk=\n";

	private static final byte[] PLAIN = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

	private static final UUID ROW = UUID.fromString("00000000-0000-0000-0000-000000000001");

	private static final UUID OWNER = UUID.fromString("00000000-0000-0000-0000-0000000000aa");

	private static final Place PLACE = new Place("authenticator", ROW, "secret", OWNER);

	private final SecureRandom random = new SecureRandom();

	private final Sealer sealer = sealer(OLD);

	@Test
	void opensWhatItSealed() {
		String sealed = this.sealer.seal(PLAIN, PLACE);

		assertThat(sealed).matches("old\\.2\\.[A-Za-z0-9_-]{64}");
		assertThat(this.sealer.open(sealed, PLACE)).isEqualTo(PLAIN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 15, 16, 17, 1_000_000 })
	void sealsEveryLength(int length) {
		byte[] plain = new byte[length];
		this.random.nextBytes(plain);

		assertThat(this.sealer.open(this.sealer.seal(plain, PLACE), PLACE)).isEqualTo(plain);
	}

	@Test
	void refusesEveryFlippedBit_G03() {
		byte[] sealed = bytes(this.sealer.seal(PLAIN, PLACE));

		for (int bit = 0; bit < sealed.length * 8; bit++) {
			byte[] flipped = sealed.clone();
			flipped[bit / 8] ^= (byte) (1 << (bit % 8));

			assertBroken(() -> this.sealer.open(text("old.2", flipped), PLACE)).withMessageContaining("damaged");
		}
	}

	@Test
	void refusesEveryTruncation_G03() {
		String sealed = this.sealer.seal(PLAIN, PLACE);

		for (int length = 0; length < sealed.length(); length++) {
			String cut = sealed.substring(0, length);

			assertBroken(() -> this.sealer.open(cut, PLACE));
		}
	}

	@Test
	void refusesAnotherSpellingOfTheSameBytes_G03() {
		String sealed = this.sealer.seal(new byte[21], PLACE);
		char last = sealed.charAt(sealed.length() - 1);
		String other = sealed.substring(0, sealed.length() - 1) + (char) (last + 1);
		assertThat(bytes(other)).isEqualTo(bytes(sealed));

		assertBroken(() -> this.sealer.open(other, PLACE)).withMessage("Sealed value refused: malformed");
		assertBroken(() -> this.sealer.open(sealed + "=", PLACE)).withMessage("Sealed value refused: malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "old", "old.", ".2.AAAA", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "old.short",
			"OLD.2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "old.2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"old.2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "old.2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+/",
			"old.2.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" })
	void refusesMalformedText_G03(String sealed) {
		assertBroken(() -> this.sealer.open(sealed, PLACE)).withMessage("Sealed value refused: malformed");
	}

	@Test
	void refusesUnknownKeyId_G03() {
		String sealed = sealer(NEW).seal(PLAIN, PLACE);

		assertBroken(() -> this.sealer.open(sealed, PLACE)).withMessage("Sealed value refused: unknown key id");
	}

	@Test
	void refusesAnotherKeyUnderTheSameId_G03() {
		String sealed = sealer(NEW.replace("new", "old")).seal(PLAIN, PLACE);

		assertBroken(() -> this.sealer.open(sealed, PLACE)).withMessageContaining("damaged");
	}

	@Test
	void refusesRenamedKey_G03() {
		String sealed = this.sealer.seal(PLAIN, PLACE);
		Sealer renamed = sealer(OLD.replace("old", "new"));

		assertBroken(() -> renamed.open(sealed.replace("old.", "new."), PLACE)).withMessageContaining("damaged");
	}

	@Test
	void refusesCiphertextMovedToAnotherRow() {
		assertMoved(
				new Place("authenticator", UUID.fromString("00000000-0000-0000-0000-000000000002"), "secret", OWNER));
	}

	@Test
	void refusesCiphertextMovedToAnotherTable() {
		assertMoved(new Place("phone", ROW, "secret", OWNER));
	}

	@Test
	void refusesCiphertextMovedToAnotherPurpose() {
		assertMoved(new Place("authenticator", ROW, "device", OWNER));
	}

	@Test
	void refusesCiphertextMovedToAnotherAccount_K5_1() {
		assertMoved(new Place("authenticator", ROW, "secret", Place.NOBODY));
	}

	@Test
	void refusesWhatAnEarlierVersionSealed_K5_1() {
		String sealed = this.sealer.seal(PLAIN, PLACE);

		assertBroken(() -> this.sealer.open(sealed.replace(".2.", "."), PLACE)).withMessageContaining("malformed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "|", ":", "\u0000" })
	void takesPlacesApartWhateverTheirNames(String separator) {
		String row = separator + ROW + separator;
		String sealed = this.sealer.seal(PLAIN, new Place("a", ROW, "b" + row + "c", OWNER));

		assertBroken(() -> this.sealer.open(sealed, new Place("a" + row + "b", ROW, "c", OWNER)));
	}

	@Test
	void sealsTheSameDifferentlyEachTime_G04() {
		Set<String> texts = new HashSet<>();
		Set<String> ivs = new HashSet<>();

		for (int i = 0; i < 10_000; i++) {
			String sealed = this.sealer.seal(PLAIN, PLACE);
			texts.add(sealed);
			ivs.add(text("iv", Arrays.copyOf(bytes(sealed), 12)));
		}

		assertThat(texts).hasSize(10_000);
		assertThat(ivs).hasSize(10_000);
	}

	@Test
	void rotates() {
		String sealed = this.sealer.seal(PLAIN, PLACE);
		Sealer rotated = sealer(OLD + NEW);
		String resealed = rotated.seal(rotated.open(sealed, PLACE), PLACE);

		assertThat(this.sealer.isCurrent(sealed)).isTrue();
		assertThat(rotated.isCurrent(sealed)).isFalse();
		assertThat(resealed.startsWith(rotated.currentKeyId() + ".")).isTrue();
		assertThat(resealed).startsWith("new.2.");
		assertThat(sealer(NEW).open(resealed, PLACE)).isEqualTo(PLAIN);
	}

	@Test
	void hashesByKeyAndPurpose() {
		String hash = this.sealer.keyedHash("ABCD-EFGH", "recovery");

		assertThat(hash).matches("old\\.[A-Za-z0-9_-]{43}").isEqualTo(sealer(OLD).keyedHash("ABCD-EFGH", "recovery"));
		assertThat(this.sealer.keyedHash("ABCD-EFGH", "pass")).isNotEqualTo(hash);
		assertThat(this.sealer.keyedHash("ABCD-EFGI", "recovery")).isNotEqualTo(hash);
		assertThat(bytes(sealer(NEW).keyedHash("ABCD-EFGH", "recovery"))).isNotEqualTo(bytes(hash));
		assertThat(this.sealer.vouches(hash, "ABCD-EFGH", "recovery")).isTrue();
		assertThat(this.sealer.vouches(hash, "ABCD-EFGI", "recovery")).isFalse();
		assertThat(sealer(NEW).vouches(hash, "ABCD-EFGH", "recovery")).isFalse();
		assertThat(this.sealer.vouches(null, "ABCD-EFGH", "recovery")).isFalse();
	}

	// Stored hashes have to stay valid: this one is calculated here, step by step.
	@Test
	void hashesAsDocumented() throws Exception {
		byte[] key = hmac("0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.UTF_8), "hash recovery\u0001");

		assertThat(this.sealer.keyedHash("ü", "recovery")).isEqualTo(text("old", hmac(key, "ü")));
	}

	@Test
	void findsHashesFromBeforeTheRotation() {
		String before = this.sealer.keyedHash("ABCD-EFGH", "recovery");
		Sealer rotated = sealer(OLD + NEW);

		List<String> candidates = rotated.keyedHashes("ABCD-EFGH", "recovery");

		assertThat(candidates).containsExactly(rotated.keyedHash("ABCD-EFGH", "recovery"), before);
		assertThat(candidates.get(0)).startsWith("new.");
		assertThat(before.startsWith(rotated.currentKeyId() + ".")).isFalse();
	}

	@Test
	void neverQuotesTheValue() {
		String sealed = "hunter2";

		assertBroken(() -> this.sealer.open(sealed, PLACE)).withMessageNotContaining(sealed).withNoCause();
		assertThat(this.sealer.toString()).doesNotContain("MDEy");
	}

	private void assertMoved(Place other) {
		String sealed = this.sealer.seal(PLAIN, PLACE);

		assertBroken(() -> this.sealer.open(sealed, other))
			.withMessage("Sealed value refused: damaged, or moved from another place");
	}

	private Sealer sealer(String keys) {
		return new Sealer(KeyRing.parse(keys), this.random);
	}

	private static ThrowableAssertAlternative<SealBrokenException> assertBroken(ThrowingCallable open) {
		return assertThatExceptionOfType(SealBrokenException.class).isThrownBy(open);
	}

	private static byte[] bytes(String text) {
		return Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
	}

	private static String text(String keyId, byte[] bytes) {
		return keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] hmac(byte[] key, String message) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
	}

}
