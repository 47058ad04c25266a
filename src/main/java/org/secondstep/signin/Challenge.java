package org.secondstep.signin;

import org.jspecify.annotations.Nullable;
import org.secondstep.method.MethodProfile;

/**
 * One of the ways in which a person may do the second step.
 *
 * @param id how a form names it
 * @param kind key of its kind
 * @param name what its owner calls it; a ticket has no name but its kind
 */
record Challenge(String id, String kind, @Nullable String name, boolean isDefault) {

	static Challenge of(MethodProfile method) {
		return new Challenge(method.id().toString(), method.kind(), method.name(), method.isDefault());
	}

	static Challenge ofTicket(String kind) {
		return new Challenge(kind, kind, null, false);
	}

	public boolean isTicket() {
		return this.name == null;
	}

}
