package org.secondstep.auditcheck;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a verification found in one chain.
 *
 * @param entries how many it has
 * @param earlier how many more were written before there was a chain
 * @param plain how many of them carry a hash that needs no key
 * @param unchecked how many could not be checked, as their key is not here
 * @param last number of the last one
 * @param hash stored hash of the last one
 */
record ChainReport(UUID chain, long entries, long earlier, long plain, long unchecked, long last, @Nullable String hash,
		@Nullable Flaw flaw) {

}
