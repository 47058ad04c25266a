package org.secondstep.audit;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it lies in the database or in an export, whole or not.
 *
 * @param id by which it was stored: newer ones have a higher one; 0 in an export
 * @param entry its number is 0 if it was written before there was a chain
 * @param hash what stands there as its hash; none before there was a chain
 * @param keyId of the key of the hash; none before there were keys
 */
public record StoredEntry(long id, AuditEntry entry, @Nullable String hash, @Nullable String keyId) {

	public boolean isBeforeChain() {
		return this.entry.number() == 0 && this.hash == null;
	}

}
