package org.secondstep.auditcheck;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;

/**
 * Judges entries as they come, each chain in its order, and names the first broken one of
 * every chain. Needs as much memory as there are chains, whatever their length.
 */
class AuditVerification {

	private final Map<UUID, ChainCheck> chains = new TreeMap<>();

	/**
	 * Before the first entry.
	 */
	void expect(Anchor anchor) {
		chain(anchor.chain()).expect(anchor);
	}

	void accept(StoredEntry stored) {
		chain(stored.entry().chain()).accept(stored);
	}

	/**
	 * After the last entry of a database, which knows where its chains end.
	 */
	void end(Collection<ChainHead> heads) {
		Map<UUID, ChainHead> known = heads.stream().collect(Collectors.toMap(ChainHead::chain, Function.identity()));
		known.keySet().forEach(this::chain);
		this.chains.forEach((id, chain) -> chain.end(known.get(id)));
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

	private ChainCheck chain(UUID id) {
		return this.chains.computeIfAbsent(id, ChainCheck::new);
	}

}
