package org.secondstep.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The end of an organization's chain: what an anchor remembers, so that a cut tail shows.
 *
 * @param number of the newest entry, 0 while there is none
 * @param hash of the newest entry
 * @param at when that was written
 * @param keyedCheck id of a key, a dot, and what that key says of chain, number and hash;
 * none before there were keys
 */
public record ChainHead(UUID chain, long number, String hash, Instant at, @Nullable String keyedCheck) {

	/** Stands before the first entry of every chain. */
	public static final String BEGINNING = "0".repeat(64);

	static ChainHead beginning(UUID chain) {
		return new ChainHead(chain, 0, BEGINNING, Instant.EPOCH, null);
	}

	ChainHead after(StoredEntry stored) {
		return new ChainHead(this.chain, stored.entry().number(), String.valueOf(stored.hash()), stored.entry().at(),
				null);
	}

	ChainHead checked(String keyedCheck) {
		return new ChainHead(this.chain, this.number, this.hash, this.at, keyedCheck);
	}

	public @Nullable String keyId() {
		return (this.keyedCheck != null) ? this.keyedCheck.substring(0, Math.max(0, this.keyedCheck.indexOf('.')))
				: null;
	}

	/**
	 * @return what is noted of a chain: its id, number and hash
	 */
	public String anchor() {
		return this.chain + " " + this.number + " " + this.hash;
	}

}
