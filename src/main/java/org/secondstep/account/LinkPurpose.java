package org.secondstep.account;

/**
 * What a mailed link is for.
 */
public enum LinkPurpose {

	/** Another password for somebody who forgot it. */
	RENEWAL,

	/** The first password. Opens nothing once there is one. */
	INVITATION,

	/** As an invitation, but never mailed: a temporary pass bought it for one session. */
	TEMPORARY_PASS,

	/** As a renewal, but never mailed: a pass for that bought it for one session. */
	RENEWAL_BY_PASS;

	/**
	 * @return whether it is for the first password only
	 */
	public boolean isFirst() {
		return this == INVITATION || this == TEMPORARY_PASS;
	}

	/**
	 * @return whether a pass bought it, so that another pass buys another one
	 */
	public boolean isByPass() {
		return this == TEMPORARY_PASS || this == RENEWAL_BY_PASS;
	}

}
