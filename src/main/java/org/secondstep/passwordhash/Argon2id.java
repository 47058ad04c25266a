package org.secondstep.passwordhash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the PHC string format. Uses the same memory again for each hash,
 * wiped in between: 19 MiB of garbage per sign-in would make the heap grow without need.
 */
final class Argon2id {

	// OWASP Password Storage: 19 MiB, two passes, one lane
	private static final int MEMORY = 19 * 1024;

	private static final int PASSES = 2;

	private static final int SALT_BYTES = 16;

	private static final int HASH_BYTES = 32;

	private static final Pattern PHC = Pattern
		.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

	private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

	private final Queue<BlockPool> memories = new ConcurrentLinkedQueue<>();

	private final SecureRandom random = new SecureRandom();

	String encode(String password) {
		byte[] salt = random(SALT_BYTES);
		return encode(salt, hash(password, salt, MEMORY, PASSES, HASH_BYTES));
	}

	/**
	 * @return a hash that is no password's: to compare with it takes its time and fails
	 */
	String nobodys() {
		return encode(random(SALT_BYTES), random(HASH_BYTES));
	}

	/**
	 * @throws IllegalArgumentException if the encoded hash is not one that this class
	 * made
	 */
	boolean matches(String password, String encoded) {
		Matcher phc = PHC.matcher(encoded);
		if (!phc.matches()) {
			throw new IllegalArgumentException("Expected an Argon2id hash in the PHC string format");
		}
		byte[] expected = Base64.getDecoder().decode(phc.group(4));
		byte[] hash = hash(password, Base64.getDecoder().decode(phc.group(3)), Integer.parseInt(phc.group(1)),
				Integer.parseInt(phc.group(2)), expected.length);
		return MessageDigest.isEqual(expected, hash);
	}

	private byte[] hash(String password, byte[] salt, int memory, int passes, int length) {
		BlockPool free = this.memories.poll();
		BlockPool blocks = (free != null) ? free : new FixedBlockPool(MEMORY);
		try {
			Argon2BytesGenerator generator = new Argon2BytesGenerator();
			generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withSalt(salt)
				.withMemoryAsKB(memory)
				.withIterations(passes)
				.withParallelism(1)
				.withBlockPool(blocks)
				.build());
			byte[] hash = new byte[length];
			generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
			return hash;
		}
		finally {
			this.memories.add(blocks);
		}
	}

	private byte[] random(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private static String encode(byte[] salt, byte[] hash) {
		return "$argon2id$v=19$m=" + MEMORY + ",t=" + PASSES + ",p=1$" + BASE64.encodeToString(salt) + "$"
				+ BASE64.encodeToString(hash);
	}

}
