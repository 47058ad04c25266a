package org.secondstep.auditcheck;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;

/**
 * Goes along one chain, entry by entry, and stops judging at the first that does not fit;
 * from there on it only looks for the entry that should have stood there.
 */
class ChainCheck {

	private final UUID chain;

	private final Map<Long, Set<String>> anchors = new TreeMap<>();

	private long entries;

	private long earlier;

	private long last;

	private @Nullable String lastHash;

	/** How far the chain is whole. */
	private long whole;

	private String wholeHash = ChainHead.BEGINNING;

	private @Nullable Flaw flaw;

	private @Nullable StoredEntry broken;

	ChainCheck(UUID chain) {
		this.chain = chain;
	}

	void expect(Anchor anchor) {
		this.anchors.computeIfAbsent(anchor.number(), (number) -> new TreeSet<>()).add(anchor.hash());
	}

	void accept(StoredEntry stored) {
		if (stored.isBeforeChain()) {
			this.earlier++;
			return;
		}
		this.entries++;
		this.last = stored.entry().number();
		this.lastHash = stored.hash();
		if (this.flaw == null) {
			judge(stored);
		}
		else if (belongsNext(stored)) {
			this.flaw = new Flaw(Flaw.Kind.REORDERED, this.whole + 1,
					"the entry that belongs here stands at number " + this.last);
		}
	}

	/**
	 * @param head what the database says is the end; none if it knows no such chain
	 */
	void end(@Nullable ChainHead head) {
		if (this.flaw == null && head == null && this.entries > 0) {
			this.flaw = new Flaw(Flaw.Kind.HEAD, this.whole, "the database does not know the end of this chain");
		}
		if (this.flaw == null && head != null) {
			judge(head);
		}
	}

	/**
	 * Compares with what was noted outside; later than everything else, as an anchor can
	 * only say how far its entry is from what it was.
	 */
	void compareAnchors() {
		this.anchors.forEach((number, hashes) -> {
			if (this.flaw == null && number > this.whole) {
				this.flaw = new Flaw(Flaw.Kind.CUT, this.whole + 1,
						"an anchor names entry " + number + ", the chain ends at " + this.whole);
			}
		});
	}

	/**
	 * @return whether an entry that was found broken elsewhere belongs where this chain
	 * breaks
	 */
	boolean misses(ChainCheck other) {
		return this.flaw != null && other.broken != null && belongsNext(other.broken);
	}

	void movedTo(ChainCheck other) {
		long number = this.whole + 1;
		this.flaw = new Flaw(Flaw.Kind.MOVED, number,
				"it stands in chain " + other.chain + " at number " + (other.whole + 1));
		other.flaw = new Flaw(Flaw.Kind.MOVED, other.whole + 1,
				"it belongs to chain " + this.chain + ", number " + number);
	}

	ChainReport report() {
		return new ChainReport(this.chain, this.entries, this.earlier, this.last, this.lastHash, this.flaw);
	}

	private void judge(StoredEntry stored) {
		long next = this.whole + 1;
		long number = stored.entry().number();
		String hash = stored.entry().hash(this.wholeHash);
		if (number > next) {
			breakAt(stored, Flaw.Kind.REMOVED, "after " + this.whole + " comes " + number);
		}
		else if (number < next) {
			breakAt(stored, Flaw.Kind.REORDERED, "number " + number + " stands where it should be");
		}
		else if (!hash.equals(stored.hash())) {
			breakAt(stored, Flaw.Kind.CHANGED, "it does not have the hash that was computed when it was written");
		}
		else if (!this.anchors.getOrDefault(next, Set.of(hash)).equals(Set.of(hash))) {
			breakAt(stored, Flaw.Kind.REWRITTEN,
					"an anchor names another hash: it, or one before it, was changed and all hashes computed anew");
		}
		else {
			this.whole = next;
			this.wholeHash = hash;
		}
	}

	private void judge(ChainHead head) {
		if (head.number() > this.whole) {
			this.flaw = new Flaw(Flaw.Kind.CUT, this.whole + 1,
					"the chain should end at " + head.number() + ", it ends at " + this.whole);
		}
		else if (head.number() < this.whole) {
			this.flaw = new Flaw(Flaw.Kind.HEAD, head.number() + 1,
					"the chain should end at " + head.number() + ", it ends at " + this.whole);
		}
		else if (!head.hash().equals(this.wholeHash)) {
			this.flaw = new Flaw(Flaw.Kind.HEAD, this.whole, "the end of the chain was noted with another hash");
		}
	}

	private void breakAt(StoredEntry stored, Flaw.Kind kind, String words) {
		this.broken = stored;
		this.flaw = new Flaw(kind, this.whole + 1, words);
	}

	private boolean belongsNext(StoredEntry stored) {
		return stored.entry().placed(this.chain, this.whole + 1).hash(this.wholeHash).equals(stored.hash());
	}

}
