package org.secondstep.secret;

import org.jspecify.annotations.Nullable;

/**
 * The portal can't start with this key ring. The message is one sentence for its
 * operator, with what to do, and holds no key.
 */
public class UnusableKeyRingException extends IllegalStateException {

	UnusableKeyRingException(@Nullable String message) {
		super(message);
	}

	UnusableKeyRingException(@Nullable String message, Throwable cause) {
		super(message, cause);
	}

}
