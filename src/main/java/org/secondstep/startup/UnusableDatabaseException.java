package org.secondstep.startup;

import org.jspecify.annotations.Nullable;

/**
 * The portal can't start with this database. The message is one sentence for its
 * operator, with what to do.
 */
class UnusableDatabaseException extends IllegalStateException {

	UnusableDatabaseException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
