package org.secondstep.notice;

import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.secondstep.account.Accounts;
import org.secondstep.account.MailAddressChanged;
import org.secondstep.attempt.Attempts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides which events an owner hears of.
 */
@Component
class OwnerNotices {

	private static final Set<AuditAction> GUESSES = Set.of(AuditAction.SECOND_STEP_WRONG, AuditAction.CODE_CHECK_WRONG);

	private static final Set<AuditAction> TOLD = Set.of(AuditAction.PASSWORD_CHANGED, AuditAction.METHOD_REGISTERED,
			AuditAction.METHOD_RENAMED, AuditAction.METHOD_REMOVED, AuditAction.DEFAULT_METHOD_CHOSEN,
			AuditAction.METHODS_LOCKED, AuditAction.SIGNED_IN_ON_NEW_DEVICE, AuditAction.CALLER_VERIFIED,
			AuditAction.METHODS_RESET, AuditAction.METHODS_UNLOCKED, AuditAction.METHOD_REMOVED_BY_STAFF,
			AuditAction.ENROLLMENT_REQUIRED, AuditAction.SESSIONS_ENDED_BY_STAFF, AuditAction.ACCOUNT_DISABLED,
			AuditAction.ACCOUNT_ENABLED, AuditAction.PASS_ISSUED, AuditAction.PASSWORD_PASS_ISSUED,
			AuditAction.PASS_USED, AuditAction.PASS_TAKEN_BACK, AuditAction.ENROLLMENT_REFUSED,
			AuditAction.INVITATION_ACCEPTED, AuditAction.FIRST_PASSWORD_CHOSEN, AuditAction.ROLES_CHANGED);

	private final Accounts accounts;

	private final Attempts attempts;

	private final Outbox outbox;

	private final Silence silence;

	private final Clock clock;

	OwnerNotices(Accounts accounts, Attempts attempts, Outbox outbox, Silence silence, Clock clock) {
		this.accounts = accounts;
		this.attempts = attempts;
		this.outbox = outbox;
		this.silence = silence;
		this.clock = clock;
	}

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void tell(AuditEvent event) {
		AuditSubject whom = event.whom();
		if (whom == null || this.silence.isKept()) {
			return;
		}
		if (TOLD.contains(event.action())) {
			tell(whom, event.action(), Objects.requireNonNullElse(event.detail(), "–"));
		}
		else if (GUESSES.contains(event.action()) && this.attempts.mustTellOwner(whom.id())) {
			tell(whom, AuditAction.SECOND_STEP_WRONG, "–");
		}
	}

	private void tell(AuditSubject whom, AuditAction action, String detail) {
		String key = "notice." + action.name().toLowerCase(Locale.ROOT).replace('_', '-');
		Letter letter = Letter.of(key, detail, this.clock.instant());
		this.accounts.find(whom.id()).ifPresent((owner) -> this.outbox.queue(owner, letter));
	}

	/**
	 * Both addresses hear of it: whoever takes an account over changes that first.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void tell(MailAddressChanged change) {
		if (!this.silence.isKept()) {
			Letter letter = Letter.of("notice.mail-address-changed", change.after().username(), this.clock.instant());
			this.outbox.queue(change.before(), letter);
			this.outbox.queue(change.after(), letter);
		}
	}

}
