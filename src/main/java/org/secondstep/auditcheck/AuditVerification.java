package org.secondstep.auditcheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;

/**
 * Judges entries as they come, each chain in its order, and names the first broken one of
 * every chain. Needs as much memory as there are chains, whatever their length.
 */
class AuditVerification {

	private final AuditKeys keys;

	private final Map<UUID, ChainCheck> chains = new TreeMap<>();

	private final Map<UUID, List<Anchor>> keyed = new TreeMap<>();

	private long fewest;

	private long found;

	/**
	 * @param keys {@link AuditKeys#NONE} if there are none
	 */
	AuditVerification(AuditKeys keys) {
		this.keys = keys;
	}

	/**
	 * Before the first entry.
	 */
	void expect(Anchor anchor) {
		chain(anchor.chain()).expect(anchor);
	}

	/**
	 * No chain ever ends.
	 */
	void expectChains(long fewest) {
		this.fewest = Math.max(this.fewest, fewest);
	}

	void accept(StoredEntry stored) {
		AuditEntry entry = stored.entry();
		chain(entry.chain()).accept(stored);
		if (entry.chain().equals(AuditEntry.NOBODYS) && entry.action().equals(AuditAction.AUDIT_CHAIN_KEYED.name())) {
			Anchor.parse(String.valueOf(entry.detail()))
				.ifPresent((end) -> this.keyed.computeIfAbsent(end.chain(), (chain) -> new ArrayList<>()).add(end));
		}
	}

	/**
	 * After the portal's chain and before all others, where all are there.
	 */
	void expectKeyed() {
		this.keyed.values().forEach((ends) -> ends.forEach(this::expect));
	}

	/**
	 * After the last entry of a database, which knows where its chains end.
	 */
	void end(Collection<ChainHead> heads) {
		Map<UUID, ChainHead> known = heads.stream().collect(Collectors.toMap(ChainHead::chain, Function.identity()));
		this.found = known.size();
		known.keySet().forEach(this::chain);
		chain(AuditEntry.NOBODYS);
		this.chains
			.forEach((id, chain) -> chain.end(new ChainEnd(known.get(id), this.keyed.getOrDefault(id, List.of()))));
	}

	/**
	 * After everything else.
	 */
	List<ChainReport> reports() {
		this.chains.values().forEach(ChainCheck::compareAnchors);
		for (ChainCheck from : this.chains.values()) {
			this.chains.values()
				.stream()
				.filter((to) -> to != from && from.misses(to))
				.findFirst()
				.ifPresent(from::movedTo);
		}
		return this.chains.values().stream().map(ChainCheck::report).toList();
	}

	/**
	 * @return how many chains an anchor counted that are there no more
	 */
	long gone() {
		return Math.max(0, this.fewest - this.found);
	}

	private ChainCheck chain(UUID id) {
		return this.chains.computeIfAbsent(id, (chain) -> new ChainCheck(chain, this.keys));
	}

}
