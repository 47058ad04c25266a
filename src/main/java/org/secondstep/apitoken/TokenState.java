package org.secondstep.apitoken;

enum TokenState {

	WORKS, EXPIRED, REVOKED,

	/** Somebody edited or invented it in the database. */
	ALTERED,

	/** Whoever made it is no administrator any more. */
	ORPHANED

}
