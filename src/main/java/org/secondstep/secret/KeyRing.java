package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master keys, 256 bits each, by id. The last one is current: it seals; the others
 * only open what they once sealed. To rotate, append a line.
 */
public final class KeyRing {

	static final String ID = "[a-z0-9-]{1,32}";

	private static final Pattern LINE = Pattern.compile("(" + ID + "):([A-Za-z0-9+/]{43}=)");

	private static final int FEWEST_DIFFERENT = 8;

	private static final String HMAC = "HmacSHA256";

	private final Map<String, SecretKey> keys;

	private final String currentId;

	private KeyRing(Map<String, SecretKey> keys) {
		this.keys = Collections.unmodifiableMap(keys);
		this.currentId = List.copyOf(keys.keySet()).get(keys.size() - 1);
	}

	/**
	 * Reads lines of the form {@code id:base64}, where the id has 1 to 32 of a-z, 0-9 and
	 * hyphen, and the key 32 bytes. Blank lines and lines beginning with # are left out.
	 * @throws IllegalArgumentException if a line has another form, an id comes twice, a
	 * key is not random, or there is no key; the message gives the line's number, never
	 * its content
	 */
	public static KeyRing parse(String text) {
		Map<String, SecretKey> keys = new LinkedHashMap<>();
		List<String> lines = text.lines().map(String::strip).toList();
		for (int i = 0; i < lines.size(); i++) {
			String line = lines.get(i);
			if (!line.isEmpty() && !line.startsWith("#")) {
				Matcher parts = LINE.matcher(line);
				check(parts.matches(), "line %s is not id:base64 of 32 bytes".formatted(i + 1));
				check(!keys.containsKey(parts.group(1)), "line %s repeats an id".formatted(i + 1));
				byte[] key = Base64.getDecoder().decode(parts.group(2));
				check(isRandom(key),
						"line %s has no random key; make one with: openssl rand -base64 32".formatted(i + 1));
				keys.put(parts.group(1), new SecretKeySpec(key, HMAC));
			}
		}
		check(!keys.isEmpty(), "it has no key");
		return new KeyRing(keys);
	}

	/**
	 * Reads the key file (UTF-8). If there is none, first creates it with one new key,
	 * readable by its owner only; of several processes that do so at once, one wins and
	 * all read its key. An existing file is never changed.
	 * @throws IllegalArgumentException as {@link #parse(String)}
	 * @throws java.io.UncheckedIOException if the file can't be read or made
	 */
	public static KeyRing openOrCreate(Path file, SecureRandom random) {
		return parse(KeyFile.readOrCreate(file, () -> freshLine(random)));
	}

	/**
	 * Whether others than its owner may read or change the key file. Always false where
	 * files have no POSIX permissions.
	 * @throws java.io.UncheckedIOException if there is no such file
	 */
	public static boolean isTooOpen(Path file) {
		return KeyFile.isTooOpen(file);
	}

	public String currentId() {
		return this.currentId;
	}

	/**
	 * All ids, in the order of the file.
	 */
	public Set<String> ids() {
		return this.keys.keySet();
	}

	@Override
	public String toString() {
		return "KeyRing" + ids();
	}

	/**
	 * A key of 256 bits for one use only, so that no two uses share a key (the expand
	 * step of HKDF, RFC 5869 §2.3, for one block).
	 */
	SecretKey derive(String id, String use, String algorithm) {
		SecretKey key = Objects.requireNonNull(this.keys.get(id));
		return new SecretKeySpec(hmac(key, (use + "\u0001").getBytes(StandardCharsets.UTF_8)), algorithm);
	}

	static byte[] hmac(SecretKey key, byte[] message) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(key);
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JDK has " + HMAC, ex);
		}
	}

	private static String freshLine(SecureRandom random) {
		byte[] key = new byte[32];
		random.nextBytes(key);
		return String.format(Locale.ROOT, "%08x:%s%n", random.nextInt(), Base64.getEncoder().encodeToString(key));
	}

	/**
	 * Zeros, one byte again and again, or a short pattern are no key. Of 32 random bytes
	 * fewer than this many differ once in 10^40 keys.
	 */
	private static boolean isRandom(byte[] key) {
		return IntStream.range(0, key.length).map((i) -> key[i]).distinct().count() >= FEWEST_DIFFERENT;
	}

	private static void check(boolean right, String fault) {
		if (!right) {
			throw new IllegalArgumentException("The key ring can't be used: " + fault);
		}
	}

}
