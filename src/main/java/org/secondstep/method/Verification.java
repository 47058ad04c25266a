package org.secondstep.method;

import java.time.Instant;

/**
 * What became of an answer to the second step.
 */
public sealed interface Verification {

	/**
	 * @return the last part of its message's key
	 */
	String key();

	record Accepted(String kind) implements Verification {

		@Override
		public String key() {
			return "accepted";
		}

	}

	record Wrong() implements Verification {

		@Override
		public String key() {
			return "wrong";
		}

	}

	/**
	 * Right, but used before. It proves nobody and is no guess, so it does not count.
	 */
	record Replayed() implements Verification {

		@Override
		public String key() {
			return "replayed";
		}

	}

	/**
	 * One wrong answer too many, or not even judged because a wait is not over.
	 */
	record Waiting(Instant until) implements Verification {

		@Override
		public String key() {
			return "waiting";
		}

	}

	/**
	 * Not judged: locked until staff unlock.
	 */
	record Locked() implements Verification {

		@Override
		public String key() {
			return "locked";
		}

	}

	/**
	 * Neither judged nor counted: it does not look like an answer of this kind.
	 */
	record Shapeless() implements Verification {

		@Override
		public String key() {
			return "shapeless";
		}

	}

	/**
	 * The method's secret cannot be read; somebody of the service desk has to help.
	 */
	record Unreadable() implements Verification {

		@Override
		public String key() {
			return "unreadable";
		}

	}

}
