package org.secondstep.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;
import org.secondstep.organization.OrganizationProfile;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * To how many people resets and passes usually open the way within an hour. What is more
 * than that is told to every administrator, once an hour for each member of staff and
 * each organization.
 */
@Component
class ResetLimits {

	/** By one member of staff alone; the next one takes somebody else. */
	private static final int MOST_ALONE = 10;

	/** In one organization, whoever does them; more are told, not refused. */
	static final int MOST_IN_ORGANIZATION = 30;

	private static final Duration HOUR = Duration.ofHours(1);

	private final RequestStore store;

	private final OpenedAccounts opened;

	private final Accounts accounts;

	private final Outbox outbox;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	ResetLimits(RequestStore store, OpenedAccounts opened, Accounts accounts, Outbox outbox,
			ApplicationEventPublisher events, Clock clock) {
		this.store = store;
		this.opened = opened;
		this.accounts = accounts;
		this.outbox = outbox;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Notes down a reset or a pass by one member of staff alone. A pass and a reset of
	 * the same person count once.
	 * @param state as in {@link OpenedAccounts#add}
	 * @return whether that is still usual, or two have looked at this person already
	 */
	boolean admit(AccountProfile staff, AccountProfile person, String reason, String state) {
		this.store.lock(staff.id()); // not the person, whose enrollment may be under way
		Instant now = now();
		boolean usual = this.store.isApproved(person.id(), now.minus(Approvals.DAY))
				|| this.opened.othersBy(staff.id(), person.id(), now.minus(HOUR)) < MOST_ALONE;
		if (usual) {
			this.opened.add(new ResetRequest(UUID.randomUUID(), person.id(), staff.id(), reason, now,
					now.plus(ResetRequest.LIFETIME)), state);
			watch(person.organization());
		}
		else {
			tell("notice.many-resets-by-staff", staff.displayName() + " (" + staff.username() + ")", staff.subject());
		}
		return usual;
	}

	/**
	 * A reset or a pass in this organization was noted down.
	 */
	void watch(OrganizationProfile organization) {
		this.opened.lock(organization.id());
		if (this.opened.in(organization.id(), now().minus(HOUR)) > MOST_IN_ORGANIZATION) {
			tell("notice.many-resets-in-organization", organization.name(), organization.subject());
		}
	}

	private void tell(String key, String who, AuditSubject whom) {
		Instant now = now();
		if (this.opened.raiseAlarm(whom.id(), now, now.minus(HOUR))) {
			this.events.publishEvent(AuditEvent.bySystem(AuditAction.RESETS_ALARMING, whom).detail(who));
			this.accounts.administrators().forEach((each) -> this.outbox.queue(each, Letter.of(key, who, now)));
		}
	}

	private Instant now() {
		return this.clock.instant();
	}

}
