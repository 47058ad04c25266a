package org.secondstep.account;

/**
 * Why an account was not changed.
 */
public enum AccountRefusal {

	/** Somebody else changed it since it was seen. */
	STALE,

	/** Nobody changes the own rights: they could not be given back. */
	OWN_RIGHTS,

	/** Nobody would be left who may administer. */
	LAST_ADMINISTRATOR

}
