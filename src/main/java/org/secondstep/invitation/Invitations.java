package org.secondstep.invitation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invites people to choose the first password of their account.
 */
@Service
@Transactional
public class Invitations {

	private final Accounts accounts;

	private final PasswordLinks links;

	private final Outbox outbox;

	private final InvitationProperties properties;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Invitations(Accounts accounts, PasswordLinks links, Outbox outbox, InvitationProperties properties,
			ApplicationEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.links = links;
		this.outbox = outbox;
		this.properties = properties;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return whether there is a mail server at all
	 */
	public boolean isMailing() {
		return this.outbox.isOpen();
	}

	/**
	 * @return whether an invitation can be sent: there is a mail server, and the account
	 * is enabled and has no password yet
	 */
	@Transactional(readOnly = true)
	public boolean isPossible(AccountProfile account) {
		return this.outbox.isOpen() && account.enabled() && !this.accounts.hasPassword(account.id());
	}

	/**
	 * Mails an invitation; an earlier one is dead.
	 * @param by the administrator
	 * @return whether it was possible
	 */
	public boolean send(AccountProfile account, AuditSubject by) {
		return send(account, "en", by);
	}

	/**
	 * @param language of the mail if its owner chose none
	 */
	public boolean send(AccountProfile account, String language, AuditSubject by) {
		if (!isPossible(account)) {
			return false;
		}
		Instant until = this.clock.instant().plus(this.properties.lifetime());
		String path = "/sign-in/new-password?token="
				+ this.links.issue(account.id(), LinkPurpose.INVITATION, this.properties.lifetime());
		this.outbox.queue(account,
				Letter.of("notice.invitation", account.username(), until).linking(path, until).in(language));
		this.events.publishEvent(AuditEvent.of(AuditAction.INVITATION_SENT, account.subject()).by(by));
		return true;
	}

	/**
	 * @return the account's newest invitation, until it is accepted
	 */
	@Transactional(readOnly = true)
	public Optional<InvitationProfile> of(UUID account) {
		return this.links.newest(account, LinkPurpose.INVITATION)
			.map((link) -> new InvitationProfile(link.at(), link.until(), !link.until().isAfter(this.clock.instant())));
	}

}
