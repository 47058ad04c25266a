package org.secondstep.callercheck;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A check as one side sees it.
 *
 * @param look the class of its message
 * @param running whether words may still be typed
 * @param word what this side reads aloud, while there is something to read
 * @param other who is on the other side, once that is known
 */
record CheckPage(CheckState state, String look, boolean running, String language, @Nullable String word,
		@Nullable String other) {

	static CheckPage of(CallerCheck check, Side side, Words words, @Nullable String other, Instant now) {
		CheckPage page = state(check, side, now);
		boolean spoken = page.running && check.way() == Way.WORDS;
		return new CheckPage(page.state, page.look, spoken, words.language(), spoken ? words.of(side) : null, other);
	}

	/**
	 * @return only what changes while the page is open
	 */
	static CheckPage state(CallerCheck check, Side side, Instant now) {
		CheckState state = check.seenBy(side, now);
		String look = (state == CheckState.VERIFIED) ? "notice-good" : state.isRunning() ? "" : "notice-warn";
		return new CheckPage(state, look, state.isRunning(), check.language(), null, null);
	}

	public boolean isVerified() {
		return this.state == CheckState.VERIFIED;
	}

	/**
	 * @return whether this side typed the right word and waits for the other
	 */
	public boolean isHeard() {
		return this.state == CheckState.HEARD;
	}

	public boolean isOver() {
		return !this.state.isRunning();
	}

}
