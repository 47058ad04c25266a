package org.secondstep.apitoken;

enum TokenState {

	WORKS, EXPIRED, REVOKED,

	/** Whoever made it is no administrator any more. */
	ORPHANED

}
