package org.secondstep.account;

/**
 * What a mailed link is for.
 */
public enum LinkPurpose {

	/** Another password for somebody who forgot it. */
	RENEWAL,

	/** The first password. Opens nothing once there is one. */
	INVITATION

}
