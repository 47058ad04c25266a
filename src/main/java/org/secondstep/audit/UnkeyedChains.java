package org.secondstep.audit;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings the chains of an earlier version under the key.
 */
@Component
class UnkeyedChains {

	private static final Logger log = LoggerFactory.getLogger(UnkeyedChains.class);

	private final AuditStore store;

	private final AuditChain chain;

	private final AuditKeys keys;

	private final Clock clock;

	private final String node;

	UnkeyedChains(AuditStore store, AuditChain chain, AuditKeys keys, Clock clock, AuditProperties properties) {
		this.store = store;
		this.chain = chain;
		this.keys = keys;
		this.clock = clock;
		this.node = properties.node();
	}

	/**
	 * Before anything else is remembered after a start. The portal's own chain follows
	 * with its next entry.
	 */
	@Transactional
	void keyAll() {
		AuditEntry like = AuditEntry.of(AuditEvent.ofPortal(AuditAction.AUDIT_CHAIN_KEYED), this.clock.instant(),
				RequestOrigin.current(), this.node);
		List<UUID> chains = this.store.heads()
			.stream()
			.filter((head) -> head.keyedCheck() == null)
			.map(ChainHead::chain)
			.filter((chain) -> !chain.equals(AuditEntry.NOBODYS))
			.sorted()
			.toList();
		if (!chains.isEmpty()) {
			log.warn("{} audit chains come under the key; only the first start of a new version does that",
					chains.size());
		}
		for (UUID each : chains) {
			ChainHead head = this.store.lock(each);
			if (head.keyedCheck() == null) {
				this.chain.append(like.ofKeyed(head, like.at()));
				this.store.move(this.keys.keyed(head));
			}
		}
	}

}
