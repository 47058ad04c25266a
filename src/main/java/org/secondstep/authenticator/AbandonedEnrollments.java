package org.secondstep.authenticator;

import java.util.Objects;

import org.secondstep.account.GrantsEnding;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.ResetBegun;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets enrollments that nobody may finish any more.
 */
@Component
class AbandonedEnrollments {

	private final Enrollments enrollments;

	AbandonedEnrollments(Enrollments enrollments) {
		this.enrollments = enrollments;
	}

	/**
	 * Whoever began with the old password must not finish after it was changed; and
	 * whoever began with the password alone must not know the secret that somebody with a
	 * pass goes on to register.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void forgetBegunWithLess(AuditEvent event) {
		if (event.action() == AuditAction.PASSWORD_CHANGED || event.action() == AuditAction.PASS_USED) {
			this.enrollments.forget(Objects.requireNonNull(event.whom()).id());
		}
	}

	/**
	 * Users who began with other rights, or before they were disabled, must begin anew.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void forgetBegun(GrantsEnding ending) {
		this.enrollments.forget(ending.account().id());
	}

	/**
	 * Whoever began before a reset must not finish after it.
	 */
	@EventListener
	void forgetBegun(ResetBegun reset) {
		this.enrollments.forget(reset.account());
	}

}
