package org.secondstep.assistance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What staff can do for a person as a whole.
 */
public enum Help {

	TAKE_BACK_PASS, RESET_METHODS, UNLOCK, END_SESSIONS, REQUIRE_ENROLLMENT, DISABLE, ENABLE;

	/**
	 * @return last part of the address of its page and of its message keys
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * @return whether the person who calls must be verified: not where it can let nobody
	 * in and must not wait, as when a pass was read out to the wrong caller
	 */
	boolean needsCaller() {
		return this != TAKE_BACK_PASS;
	}

	/**
	 * @return whether all sessions of the person end
	 */
	public boolean endsSessions() {
		return this != UNLOCK;
	}

	/**
	 * @return whether methods are taken away
	 */
	boolean isReset() {
		return this == RESET_METHODS || this == REQUIRE_ENROLLMENT;
	}

	public static Optional<Help> of(@Nullable String key) {
		return Arrays.stream(values()).filter((each) -> each.key().equals(key)).findFirst();
	}

}
