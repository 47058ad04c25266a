package org.secondstep.method;

import java.time.Instant;

/**
 * What became of an answer to the second step.
 */
public sealed interface Verification {

	record Accepted(String kind) implements Verification {
	}

	record Wrong() implements Verification {
	}

	/**
	 * Right, but used before. It proves nobody and is no guess, so it does not count.
	 */
	record Replayed() implements Verification {
	}

	/**
	 * One wrong answer too many, or not even judged because a wait is not over.
	 */
	record Waiting(Instant until) implements Verification {
	}

	/**
	 * Not judged: locked until staff unlock.
	 */
	record Locked() implements Verification {
	}

	/**
	 * Neither judged nor counted: it does not look like an answer of this kind.
	 */
	record Shapeless() implements Verification {
	}

	/**
	 * The method's secret cannot be read; somebody of the service desk has to help.
	 */
	record Unreadable() implements Verification {
	}

}
