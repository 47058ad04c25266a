package org.secondstep.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the audit (HMAC-SHA256), without which nobody computes the hash of an entry
 * or the end of a chain. Entries can't be keyed anew, so every key must be kept as long
 * as the entries that were written with it.
 */
public final class AuditKeys {

	/** For who has no key: nothing keyed can be checked. */
	public static final AuditKeys NONE = new AuditKeys(Map.of(), "");

	private final Map<String, byte[]> keys;

	private final String currentId;

	/**
	 * @param keys 256 bits each, by id
	 * @param currentId id of the one with which new entries are written
	 */
	public AuditKeys(Map<String, byte[]> keys, String currentId) {
		this.keys = Map.copyOf(keys);
		this.currentId = currentId;
	}

	public Set<String> ids() {
		return this.keys.keySet();
	}

	/**
	 * Whether this key is here, or none is needed.
	 */
	public boolean has(@Nullable String keyId) {
		return keyId == null || this.keys.containsKey(keyId);
	}

	/**
	 * @param keyId of a key that is here; none for an entry of before there were keys
	 * @return what {@link AuditEntry#text} says, in hexadecimal: HMAC-SHA256, or SHA-256
	 * without a key
	 */
	public String hash(AuditEntry entry, String previous, @Nullable String keyId) {
		String text = entry.text(previous);
		return (keyId != null) ? hmac(keyId, text) : DigestUtils.sha256Hex(text);
	}

	/**
	 * Whether the end of a chain was written by the portal and not changed since.
	 * @throws MissingAuditKeyException if it was written with a key that is not here
	 */
	boolean hold(ChainHead head) {
		String keyId = head.keyId();
		if (!has(keyId)) {
			throw new MissingAuditKeyException(String.valueOf(keyId));
		}
		return verify(head);
	}

	/**
	 * @return false too if its key is not here
	 */
	public boolean verify(ChainHead head) {
		String keyId = head.keyId();
		return keyId != null && has(keyId)
				&& MessageDigest.isEqual(bytes(check(head, keyId)), bytes(String.valueOf(head.keyedCheck())));
	}

	ChainHead keyed(ChainHead head) {
		return head.checked(check(head, this.currentId));
	}

	/**
	 * @param previous the end of its chain so far
	 */
	StoredEntry entry(AuditEntry numbered, ChainHead previous) {
		return new StoredEntry(0, numbered, hash(numbered, previous.hash(), this.currentId), this.currentId);
	}

	private String check(ChainHead head, String keyId) {
		return keyId + "." + hmac(keyId, "end of chain " + head.anchor());
	}

	private String hmac(String keyId, String text) {
		return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, this.keys.get(keyId)).hmacHex(text);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "AuditKeys" + ids();
	}

}
