package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
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

	private final SealingKey key;

	/**
	 * Seals with the ring's last key, whatever other nodes do.
	 */
	public Sealer(KeyRing ring, SecureRandom random) {
		this(ring, random, SealingKey.lastOf(ring));
	}

	Sealer(KeyRing ring, SecureRandom random, SealingKey key) {
		this.ring = ring;
		this.random = random;
		this.key = key;
	}

	/**
	 * Seals with the current key.
	 * @return ASCII text; another one each time
	 * @throws MissingKeyException if this node does not have that key
	 */
	public String seal(byte[] plain, Place place) {
		return seal(plain, place, keptKey());
	}

	String seal(byte[] plain, Place place, String keyId) {
		return keyId + VERSION + encode(
				SealCipher.seal(this.ring.derive(keyId, "seal", "AES"), this.random, plain, parts(keyId, place)));
	}

	/**
	 * Opens what was sealed for the same place, with whichever key of the ring.
	 * @throws SealBrokenException if the text is malformed or damaged, its key isn't in
	 * the ring, or it was sealed for another place
	 * @throws MissingKeyException if all other nodes seal with a key that is not in the
	 * ring of this node
	 */
	@Override
	public byte[] open(String sealed, Place place) {
		Matcher parts = parts(sealed, SEALED);
		if (!this.ring.ids().contains(parts.group(1)) && parts.group(1).equals(this.key.refresh())) {
			throw new MissingKeyException(parts.group(1));
		}
		return SealCipher.open(this.ring, parts.group(1), decode(parts.group(2)), parts(parts.group(1), place));
	}

	/**
	 * The id of the key with which everything is sealed now. What begins with another one
	 * is due to be sealed anew.
	 */
	public String currentKeyId() {
		return this.key.lastKnown();
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
	 * A text to look up by: {@code keyId.base64url} of the HMAC-SHA256 of the value in
	 * UTF-8, with the current key. Another purpose gives an unrelated hash; so does
	 * another key, so use it where a rotation does no harm.
	 */
	public String keyedHash(String value, String purpose) {
		return hash(hashKey(), value, purpose);
	}

	/**
	 * The same for a row that the present transaction keeps.
	 * @throws MissingKeyException if this node does not have the key that is current
	 */
	public String keyedHashToKeep(String value, String purpose) {
		return hash(keptKey(), value, purpose);
	}

	/**
	 * What {@link #keyedHash(String, String)} gives, or gave, with each key of the ring:
	 * the current one first, then from new to old. Look for any of them.
	 */
	public List<String> keyedHashes(String value, String purpose) {
		List<String> keys = new ArrayList<>(this.ring.ids());
		Collections.reverse(keys);
		keys.remove(hashKey());
		keys.add(0, hashKey());
		return keys.stream().map((keyId) -> hash(keyId, value, purpose)).toList();
	}

	/**
	 * Whether this is the keyed hash of the value, with whichever key of the ring.
	 */
	@Override
	public boolean vouches(@Nullable String hash, String value, String purpose) {
		String keyId = (hash != null) ? hash.substring(0, Math.max(0, hash.indexOf('.'))) : "";
		return hash != null && this.ring.ids().contains(keyId)
				&& MessageDigest.isEqual(bytes(hash(keyId, value, purpose)), bytes(hash));
	}

	private String keptKey() {
		String key = this.key.ofTransaction();
		if (!this.ring.ids().contains(key)) {
			throw new MissingKeyException(key);
		}
		return key;
	}

	private String hashKey() {
		String key = this.key.lastKnown();
		return this.ring.ids().contains(key) ? key : this.ring.currentId();
	}

	private String hash(String keyId, String value, String purpose) {
		return keyId + "."
				+ encode(KeyRing.hmac(this.ring.derive(keyId, "hash " + purpose, "HmacSHA256"), bytes(value)));
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

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
