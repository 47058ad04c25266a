package org.secondstep.temporarypass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.Accounts;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends passes, and what they bought but was not used yet.
 */
@Component
@Transactional
class PassEndings {

	private static final Set<AuditAction> ENDING = Set.of(AuditAction.METHOD_REGISTERED, AuditAction.ACCOUNT_DISABLED);

	/** No browser holds a form for so long: its session is over before. */
	private static final Duration FORMS_KEPT = Duration.ofDays(30);

	private final PassStore passes;

	private final PasswordLinks links;

	private final Accounts accounts;

	private final AccountLocks locks;

	private final AccountGenerations generations;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PassEndings(PassStore passes, PasswordLinks links, Accounts accounts, AccountLocks locks,
			AccountGenerations generations, ApplicationEventPublisher events, Clock clock) {
		this.passes = passes;
		this.links = links;
		this.accounts = accounts;
		this.locks = locks;
		this.generations = generations;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Ends the account's pass and every session. The account is locked first, as when a
	 * pass is issued or spent.
	 * @return whether this call ended a pass, and nobody else
	 */
	boolean takeBack(UUID account) {
		this.locks.lock(account);
		boolean ended = end(account);
		if (ended) {
			this.generations.raise(account);
		}
		return ended;
	}

	/**
	 * Another pass was issued.
	 * @param used whether the earlier one had been used, so that sessions may depend on
	 * it
	 */
	void replaced(UUID account, boolean used) {
		this.links.end(account, LinkPurpose.TEMPORARY_PASS);
		if (used) {
			this.generations.raise(account);
		}
	}

	/**
	 * The pass first, so that whoever is spending it comes before.
	 * @return whether this call ended a pass, and nobody else
	 */
	private boolean end(UUID account) {
		boolean ended = this.passes.delete(account);
		this.links.end(account, LinkPurpose.TEMPORARY_PASS);
		return ended;
	}

	/**
	 * A pass is for the way back to a method: it ends where that way ends.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void end(AuditEvent event) {
		AuditSubject whom = event.whom();
		if (whom != null && ENDING.contains(event.action())
				&& this.passes.find(whom.id(), this.clock.instant()).isPresent() && end(whom.id())) {
			remember(AuditAction.PASS_REVOKED, whom);
		}
	}

	/**
	 * Removes passes and forms whose time is over, on whichever node comes first.
	 */
	void forget() {
		Instant now = this.clock.instant();
		this.passes.forgetForms(now.minus(FORMS_KEPT));
		this.passes.ended(now)
			.stream()
			.filter((ended) -> this.passes.deleteEnded(ended.account(), now) && ended.unspent())
			.forEach((ended) -> remember(AuditAction.PASS_EXPIRED,
					this.accounts.find(ended.account()).orElseThrow().subject()));
	}

	private void remember(AuditAction action, AuditSubject whom) {
		this.events.publishEvent(AuditEvent.bySystem(action, whom).method(TemporaryPasses.KIND, null));
	}

}
