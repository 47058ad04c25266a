package org.secondstep.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random initialization vector of 12 bytes in front.
 */
final class SealCipher {

	private static final int IV_BYTES = 12;

	private static final int TAG_BITS = 128;

	private SealCipher() {
	}

	static byte[] seal(SecretKey key, SecureRandom random, byte[] plain, List<String> associated) {
		byte[] iv = new byte[IV_BYTES];
		random.nextBytes(iv);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv, associated).doFinal(plain);
			return ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has AES-256-GCM", ex);
		}
	}

	/**
	 * @throws SealBrokenException if the key isn't in the ring, or anything was changed
	 */
	static byte[] open(KeyRing ring, String keyId, byte[] bytes, List<String> associated) {
		if (!ring.ids().contains(keyId)) {
			throw new SealBrokenException("unknown key id");
		}
		byte[] iv = Arrays.copyOf(bytes, IV_BYTES);
		try {
			return cipher(Cipher.DECRYPT_MODE, ring.derive(keyId, "seal", "AES"), iv, associated).doFinal(bytes,
					IV_BYTES, bytes.length - IV_BYTES);
		}
		catch (AEADBadTagException ex) {
			throw new SealBrokenException("damaged, or moved from another place");
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has AES-256-GCM", ex);
		}
	}

	private static Cipher cipher(int mode, SecretKey key, byte[] iv, List<String> associated)
			throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
		for (String part : associated) {
			byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
			cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
			cipher.updateAAD(bytes);
		}
		return cipher;
	}

}
