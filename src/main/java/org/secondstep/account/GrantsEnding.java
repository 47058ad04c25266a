package org.secondstep.account;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Whatever the account was given so far is about to end, because it was given for less,
 * or for something else, than what will be true. Published inside the transaction of the
 * change, before the change, while the account is locked. Listeners end what is theirs,
 * and report what was still open.
 *
 * @param account as it was when the grants were given
 * @param after what is decided about it now; none if its methods are reset
 * @param ended where listeners report
 */
public record GrantsEnding(AccountProfile account, @Nullable AccountDetails after, Set<Grant> ended) {

	public boolean isReset() {
		return this.after == null;
	}

	public void report(Grant grant, boolean wasOpen) {
		if (wasOpen) {
			this.ended.add(grant);
		}
	}

}
