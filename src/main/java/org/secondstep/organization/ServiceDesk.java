package org.secondstep.organization;

import org.jspecify.annotations.Nullable;

/**
 * Whom people of an organization ask for help. Every way to reach it is optional: the
 * guide names none for one of its organizations.
 *
 * @param email mail address
 * @param phone telephone number as people dial it, for example "+32 3 460 35 35"
 * @param hours when somebody answers, in words
 */
public record ServiceDesk(@Nullable String email, @Nullable String phone, @Nullable String hours) {

	public boolean isReachable() {
		return this.email != null || this.phone != null;
	}

	/**
	 * @return the phone number as a link wants it (RFC 3966), without blanks
	 */
	public @Nullable String dial() {
		return (this.phone != null) ? this.phone.replaceAll("[^+0-9]", "") : null;
	}

}
