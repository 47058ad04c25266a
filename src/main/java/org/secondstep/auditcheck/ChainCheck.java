package org.secondstep.auditcheck;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;

/**
 * Goes along one chain, entry by entry, and stops judging at the first that does not fit;
 * from there on it only looks for the entry that should have stood there.
 */
class ChainCheck {

	private final UUID chain;

	private final AuditKeys keys;

	private final Map<Long, Set<String>> anchors = new TreeMap<>();

	private long entries;

	private long earlier;

	private long last;

	private @Nullable String lastHash;

	/** How far the chain is whole. */
	private long whole;

	private String wholeHash = ChainHead.BEGINNING;

	/** How far the chain was written before there were keys. */
	private long plain;

	private String plainHash = ChainHead.BEGINNING;

	/** Entries of which the key is not here. */
	private long unchecked;

	private @Nullable Flaw flaw;

	private @Nullable StoredEntry broken;

	ChainCheck(UUID chain, AuditKeys keys) {
		this.chain = chain;
		this.keys = keys;
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
	 * After the last entry of a database.
	 */
	void end(ChainEnd end) {
		if (end.head() != null && !this.keys.has(end.head().keyId())) {
			this.unchecked++;
		}
		if (this.flaw == null) {
			this.flaw = end.flaw(new Anchor(this.chain, this.whole, this.wholeHash),
					new Anchor(this.chain, this.plain, this.plainHash), this.keys);
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
		return new ChainReport(this.chain, this.entries, this.earlier, this.plain, this.unchecked, this.last,
				this.lastHash, this.flaw);
	}

	private void judge(StoredEntry stored) {
		long next = this.whole + 1;
		long number = stored.entry().number();
		String keyId = stored.keyId();
		String hash = this.keys.has(keyId) ? this.keys.hash(stored.entry(), this.wholeHash, keyId)
				: String.valueOf(stored.hash());
		if (number > next) {
			breakAt(stored, Flaw.Kind.REMOVED, "after " + this.whole + " comes " + number);
		}
		else if (number < next) {
			breakAt(stored, Flaw.Kind.REORDERED, "number " + number + " stands where it should be");
		}
		else if (keyId == null && this.whole > this.plain) {
			breakAt(stored, Flaw.Kind.CHANGED, "it was written without the key, the one before it with it");
		}
		else if (!hash.equals(stored.hash())) {
			breakAt(stored, Flaw.Kind.CHANGED, "it does not have the hash that was computed when it was written");
		}
		else if (!this.anchors.getOrDefault(next, Set.of(hash)).equals(Set.of(hash))) {
			breakAt(stored, Flaw.Kind.REWRITTEN,
					"an anchor names another hash: it, or one before it, was changed and all hashes computed anew");
		}
		else {
			goOn(hash, keyId);
		}
	}

	private void goOn(String hash, @Nullable String keyId) {
		this.whole++;
		this.wholeHash = hash;
		if (keyId == null) {
			this.plain = this.whole;
			this.plainHash = hash;
		}
		if (!this.keys.has(keyId)) {
			this.unchecked++;
		}
	}

	private void breakAt(StoredEntry stored, Flaw.Kind kind, String words) {
		this.broken = stored;
		this.flaw = new Flaw(kind, this.whole + 1, words);
	}

	private boolean belongsNext(StoredEntry stored) {
		AuditEntry here = stored.entry().placed(this.chain, this.whole + 1);
		return this.keys.has(stored.keyId())
				&& this.keys.hash(here, this.wholeHash, stored.keyId()).equals(stored.hash());
	}

}
