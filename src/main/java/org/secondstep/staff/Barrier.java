package org.secondstep.staff;

/**
 * Why a member of staff may look at somebody but not act.
 */
public enum Barrier {

	/** Nobody helps themselves: a thief of a session of staff would. */
	SELF,

	/** Whoever could be helped by people with fewer rights could be robbed by them. */
	MORE_RIGHTS

}
