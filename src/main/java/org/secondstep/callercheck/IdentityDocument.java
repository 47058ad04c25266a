package org.secondstep.callercheck;

import java.util.Locale;

/**
 * What staff looked at; never its number.
 */
enum IdentityDocument {

	IDENTITY_CARD, PASSPORT, DRIVING_LICENCE, RESIDENCE_PERMIT, COMPANY_BADGE;

	String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
