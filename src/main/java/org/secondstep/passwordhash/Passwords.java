package org.secondstep.passwordhash;

import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

/**
 * Hashes and compares passwords with Argon2id, not more at a time than the machine has
 * cores: a crowd at nine o'clock waits in order, a flood is refused.
 */
@Component
public class Passwords {

	/** Code points, after normalization. */
	public static final int LONGEST = 256;

	/** What is longer than this is not even normalized. */
	private static final int ABSURD = 4096;

	private static final int MOST_WAITING = 128;

	private final Argon2id argon2id = new Argon2id();

	private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

	private final String nobodysHash = this.argon2id.nobodys();

	public PasswordHash hash(String password) {
		if (!isPossible(password)) {
			throw new IllegalArgumentException("Expected a password of 1 to " + LONGEST + " characters");
		}
		return new PasswordHash(inTurn(() -> this.argon2id.encode(canonical(password))));
	}

	public boolean matches(String password, Optional<String> hash) {
		boolean possible = isPossible(password);
		String compared = possible ? canonical(password) : "nobody's";
		boolean same = inTurn(() -> this.argon2id.matches(compared, hash.orElse(this.nobodysHash)));
		return same && possible && hash.isPresent();
	}

	/**
	 * The same characters in the same order, however a keyboard composes them (Unicode
	 * NFC, RFC 8265 §4.2): a password typed on one system must be right on another.
	 */
	public static String canonical(String password) {
		return (password.length() > ABSURD) ? password : Normalizer.normalize(password, Normalizer.Form.NFC);
	}

	private static boolean isPossible(String password) {
		String canonical = canonical(password);
		return !canonical.isEmpty() && canonical.codePointCount(0, canonical.length()) <= LONGEST;
	}

	private <T> T inTurn(Supplier<T> work) {
		if (this.cores.getQueueLength() >= MOST_WAITING) {
			throw new TooManyPasswordsException();
		}
		this.cores.acquireUninterruptibly();
		try {
			return work.get();
		}
		finally {
			this.cores.release();
		}
	}

}
