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
	TEMPORARY_PASS;

	/**
	 * @return whether it is for the first password only
	 */
	public boolean isFirst() {
		return this != RENEWAL;
	}

}
