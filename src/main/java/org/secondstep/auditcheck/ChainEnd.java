package org.secondstep.auditcheck;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.ChainHead;

/**
 * Where a database says that a chain ends.
 *
 * @param head none if it knows no such chain
 * @param keyed with which ends the portal brought the chain under its key
 */
record ChainEnd(@Nullable ChainHead head, List<Anchor> keyed) {

	/**
	 * @param whole the last entry up to which the chain is whole
	 * @param plain the last one without a key
	 */
	@Nullable Flaw flaw(Anchor whole, Anchor plain, AuditKeys keys) {
		if (this.head == null) {
			return (whole.number() > 0)
					? new Flaw(Flaw.Kind.HEAD, whole.number(), "the database does not know the end of this chain")
					: new Flaw(Flaw.Kind.GONE, 1, "the whole chain is gone");
		}
		if (this.head.number() > whole.number()) {
			return new Flaw(Flaw.Kind.CUT, whole.number() + 1, ends(this.head.number(), whole));
		}
		if (this.head.number() < whole.number()) {
			return new Flaw(Flaw.Kind.HEAD, this.head.number() + 1, ends(this.head.number(), whole));
		}
		if (!this.head.hash().equals(whole.hash())) {
			return new Flaw(Flaw.Kind.HEAD, whole.number(), "the end of the chain was noted with another hash");
		}
		return (keys != AuditKeys.NONE) ? flaw(this.head, plain, keys) : null;
	}

	/**
	 * Who has no key can neither write the end of a chain nor begin one.
	 */
	private @Nullable Flaw flaw(ChainHead end, Anchor plain, AuditKeys keys) {
		if (keys.has(end.keyId()) && !keys.verify(end)) {
			return new Flaw(Flaw.Kind.HEAD, end.number(), "the end of the chain was noted by somebody without the key");
		}
		if (this.keyed.isEmpty()) {
			return new Flaw(Flaw.Kind.KEY, 1, "the portal did not begin this chain");
		}
		if (this.keyed.size() > 1) {
			return new Flaw(Flaw.Kind.KEY, this.keyed.get(1).number() + 1,
					"before it, somebody without the key changed or removed the end of the chain");
		}
		Anchor begun = this.keyed.get(0);
		return begun.equals(plain) ? null : new Flaw(Flaw.Kind.KEY, Math.min(begun.number(), plain.number()) + 1,
				"entries without a key should end at " + begun.number() + ", they end at " + plain.number());
	}

	private static String ends(long noted, Anchor found) {
		return "the chain should end at " + noted + ", it ends at " + found.number();
	}

}
