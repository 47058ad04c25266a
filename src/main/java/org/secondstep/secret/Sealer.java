package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Seals values with AES-256-GCM (NIST SP 800-38D) for one {@link Place}, and makes keyed
 * hashes with HMAC-SHA256. A sealed value has the form {@code keyId.2.base64url} without
 * padding, a keyed hash {@code keyId.base64url}. The last part of a sealed value is 12
 * bytes of random initialization vector, the ciphertext, and 16 bytes of tag: 38
 * characters and 4 for every 3 bytes. The 2 is the version: the associated data of
 * version 1 ({@link EarlierSeals}) had no account.
 */
public final class Sealer implements Seals {

	private static final String VERSION = ".2.";

	private static final Pattern SEALED = Pattern
		.compile("(" + KeyRing.ID + ")" + Pattern.quote(VERSION) + "([A-Za-z0-9_-]{38,})");

	private final KeyRing ring;

	private final SecureRandom random;

	public Sealer(KeyRing ring, SecureRandom random) {
		this.ring = ring;
		this.random = random;
	}

	/**
	 * Seals with the current key.
	 * @return ASCII text; another one each time
	 */
	public String seal(byte[] plain, Place place) {
		return seal(plain, place, this.ring.currentId());
	}

	String seal(byte[] plain, Place place, String keyId) {
		return keyId + VERSION + encode(
				SealCipher.seal(this.ring.derive(keyId, "seal", "AES"), this.random, plain, parts(keyId, place)));
	}

	/**
	 * Opens what was sealed for the same place, with whichever key of the ring.
	 * @throws SealBrokenException if the text is malformed or damaged, its key isn't in
	 * the ring, or it was sealed for another place
	 */
	@Override
	public byte[] open(String sealed, Place place) {
		Matcher parts = parts(sealed, SEALED);
		return SealCipher.open(this.ring, parts.group(1), decode(parts.group(2)), parts(parts.group(1), place));
	}

	/**
	 * The id of the key with which everything is sealed now. What begins with another one
	 * is due to be sealed anew.
	 */
	public String currentKeyId() {
		return this.ring.currentId();
	}

	/**
	 * Whether this was sealed, in the present form, with the key that seals now.
	 */
	boolean isCurrent(String sealed) {
		return sealed.startsWith(currentKeyId() + VERSION);
	}

	/**
	 * Whether this keyed hash was made with the key that is current now.
	 */
	boolean isCurrentHash(@Nullable String hash) {
		return hash != null && hash.startsWith(currentKeyId() + ".");
	}

	/**
	 * The HMAC-SHA256 (32 bytes) of a value with the current key. Another purpose gives
	 * an unrelated hash; so does another key, so use it where a rotation does no harm.
	 */
	public byte[] keyedHash(byte[] value, String purpose) {
		return hash(this.ring.currentId(), value, purpose);
	}

	/**
	 * A text to store and look up by: {@code keyId.base64url} of the HMAC-SHA256 of the
	 * value in UTF-8, with the current key.
	 */
	public String keyedHash(String value, String purpose) {
		return keyedHashes(value, purpose).get(0);
	}

	/**
	 * What {@link #keyedHash(String, String)} gives, or gave, with each key of the ring:
	 * the current one first, then from new to old. Look for any of them.
	 */
	public List<String> keyedHashes(String value, String purpose) {
		List<String> hashes = new ArrayList<>();
		for (String keyId : this.ring.ids()) {
			hashes.add(0, text(keyId, hash(keyId, bytes(value), purpose)));
		}
		return List.copyOf(hashes);
	}

	/**
	 * Whether this is the keyed hash of the value, with whichever key of the ring.
	 */
	@Override
	public boolean vouches(@Nullable String hash, String value, String purpose) {
		return hash != null && keyedHashes(value, purpose).stream()
			.anyMatch((each) -> MessageDigest.isEqual(bytes(each), bytes(hash)));
	}

	private byte[] hash(String keyId, byte[] value, String purpose) {
		return KeyRing.hmac(this.ring.derive(keyId, "hash " + purpose, "HmacSHA256"), value);
	}

	private static List<String> parts(String keyId, Place place) {
		return List.of(keyId, place.table(), place.row().toString(), place.purpose(), place.account().toString());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static Matcher parts(String sealed, Pattern shape) {
		Matcher parts = shape.matcher(sealed);
		if (!parts.matches()) {
			throw new SealBrokenException("malformed");
		}
		return parts;
	}

	// The decoder lets stray bits after the last byte pass: one value, several texts.
	static byte[] decode(String base64) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(base64);
			if (encode(bytes).equals(base64)) {
				return bytes;
			}
		}
		catch (IllegalArgumentException ex) {
			// refused below
		}
		throw new SealBrokenException("malformed");
	}

	private static String text(String keyId, byte[] bytes) {
		return keyId + "." + encode(bytes);
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
