package org.secondstep.account;

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

	static final int LONGEST = 256;

	private static final int MOST_WAITING = 128;

	private final Argon2id argon2id = new Argon2id();

	private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

	private final String nobodysHash = hash("nobody").encoded();

	public PasswordHash hash(String password) {
		if (password.isEmpty() || password.length() > LONGEST) {
			throw new IllegalArgumentException("Expected a password of 1 to " + LONGEST + " characters");
		}
		return new PasswordHash(inTurn(() -> this.argon2id.encode(password)));
	}

	boolean matches(String password, Optional<String> hash) {
		boolean possible = !password.isEmpty() && password.length() <= LONGEST;
		String compared = possible ? password : "nobody's";
		boolean same = inTurn(() -> this.argon2id.matches(compared, hash.orElse(this.nobodysHash)));
		return same && possible && hash.isPresent();
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
