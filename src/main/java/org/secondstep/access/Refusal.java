package org.secondstep.access;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditAction;

import org.springframework.security.authorization.AuthorizationDecision;

/**
 * A refusal that says where what is missing can be done.
 */
class Refusal extends AuthorizationDecision {

	private final String next;

	private final @Nullable AuditAction alarm;

	Refusal(String next) {
		this(next, null);
	}

	/**
	 * @param alarm what the owner has to hear of
	 */
	Refusal(String next, @Nullable AuditAction alarm) {
		super(false);
		this.next = next;
		this.alarm = alarm;
	}

	String next() {
		return this.next;
	}

	Optional<AuditAction> alarm() {
		return Optional.ofNullable(this.alarm);
	}

}
