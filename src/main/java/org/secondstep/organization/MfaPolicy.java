package org.secondstep.organization;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What an organization asks of its people.
 *
 * @param mandatoryFrom first day, in the organization's zone, on which nobody gets in
 * without a method; none means that MFA is voluntary
 * @param postponements how often a person may put enrollment off before that day
 * @param passNeeded whether the first enrollment needs a temporary pass from staff, so
 * that a thief of the password cannot enroll first
 * @param promptDays how many days a second step is good for in a stay-signed-in session
 * @param kinds the kinds of method allowed, by their keys; empty allows every kind
 * @param fourEyes whether every reset takes two members of staff, as that of staff always
 * does
 */
public record MfaPolicy(@Nullable LocalDate mandatoryFrom, int postponements, boolean passNeeded, int promptDays,
		Set<String> kinds, boolean fourEyes) {

	public static final MfaPolicy VOLUNTARY = new MfaPolicy(null, 3, false, 14, Set.of(), false);

	public MfaPolicy {
		if (postponements < 0 || promptDays < 1 || promptDays > 365) {
			throw new IllegalArgumentException("Expected no negative postponements and 1 to 365 days between prompts");
		}
		kinds = Set.copyOf(kinds);
	}

	/**
	 * A policy in which one member of staff alone may reset people's methods.
	 */
	public MfaPolicy(@Nullable LocalDate mandatoryFrom, int postponements, boolean passNeeded, int promptDays,
			Set<String> kinds) {
		this(mandatoryFrom, postponements, passNeeded, promptDays, kinds, false);
	}

	public boolean isMandatoryOn(LocalDate day) {
		return this.mandatoryFrom != null && !day.isBefore(this.mandatoryFrom);
	}

	public boolean allows(String kind) {
		return this.kinds.isEmpty() || this.kinds.contains(kind);
	}

}
