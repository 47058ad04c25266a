package org.secondstep.organization;

/**
 * Why an organization cannot be made so.
 */
public enum OrganizationObjection {

	/** Another one has this name. */
	NAME_TAKEN,

	/** Another one has one of these mail domains. */
	DOMAIN_TAKEN

}
