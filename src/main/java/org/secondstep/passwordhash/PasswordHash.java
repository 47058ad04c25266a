package org.secondstep.passwordhash;

/**
 * An Argon2id hash in its encoded form (parameters, salt, hash).
 */
public record PasswordHash(String encoded) {

	@Override
	public String toString() {
		return "redacted";
	}

}
