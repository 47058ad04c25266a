package org.secondstep.signin;

import org.springframework.security.authorization.AuthorizationDecision;

/**
 * A refusal that says where what is missing can be done.
 */
class Refusal extends AuthorizationDecision {

	private final String next;

	Refusal(String next) {
		super(false);
		this.next = next;
	}

	String next() {
		return this.next;
	}

}
