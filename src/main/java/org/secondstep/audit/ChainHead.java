package org.secondstep.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * The end of an organization's chain: what an anchor remembers, so that a cut tail shows.
 *
 * @param number of the newest entry, 0 while there is none
 * @param hash of the newest entry
 * @param at when that was written
 */
public record ChainHead(UUID chain, long number, String hash, Instant at) {

	/** Stands before the first entry of every chain. */
	public static final String BEGINNING = "0".repeat(64);

	static ChainHead beginning(UUID chain) {
		return new ChainHead(chain, 0, BEGINNING, Instant.EPOCH);
	}

	ChainHead after(AuditEntry entry) {
		return new ChainHead(this.chain, entry.number(), entry.hash(this.hash), entry.at());
	}

}
