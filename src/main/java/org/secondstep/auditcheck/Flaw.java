package org.secondstep.auditcheck;

/**
 * The first thing that is wrong in a chain.
 *
 * @param number of the broken entry
 * @param words what is wrong with it
 */
record Flaw(Kind kind, long number, String words) {

	@Override
	public String toString() {
		return "entry " + this.number + " is broken (" + this.kind.word + "): " + this.words;
	}

	enum Kind {

		CHANGED("changed"), REMOVED("removed"), REORDERED("reordered"), MOVED("moved"), CUT("tail cut"),
		REWRITTEN("rewritten"), HEAD("head"), KEY("key"), GONE("gone");

		private final String word;

		Kind(String word) {
			this.word = word;
		}

	}

}
