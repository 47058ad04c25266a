package org.secondstep.temporarypass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.Accounts;
import org.secondstep.account.Grant;
import org.secondstep.account.GrantsEnding;
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
		endLinks(account);
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
		endLinks(account);
		return ended;
	}

	/**
	 * Ends what a pass bought.
	 */
	private void endLinks(UUID account) {
		this.links.end(account, LinkPurpose.TEMPORARY_PASS);
		this.links.end(account, LinkPurpose.RENEWAL_BY_PASS);
	}

	/**
	 * A pass is for the way back to a method, or to a password: it ends where that way
	 * ends.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void end(AuditEvent event) {
		if (event.action() == AuditAction.METHOD_REGISTERED) {
			revoke(Objects.requireNonNull(event.whom()), Set.of(PassPurpose.ENROLLMENT));
		}
		if (event.action() == AuditAction.PASSWORD_CHANGED) {
			revoke(Objects.requireNonNull(event.whom()), Set.of(PassPurpose.NEW_PASSWORD));
		}
	}

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void end(GrantsEnding ending) {
		ending.report(Grant.TEMPORARY_PASS, revoke(ending.account().subject(), Set.of(PassPurpose.values())));
	}

	private boolean revoke(AuditSubject whom, Set<PassPurpose> purposes) {
		boolean open = this.passes.find(whom.id(), this.clock.instant())
			.filter((pass) -> purposes.contains(pass.purpose()))
			.isPresent() && end(whom.id());
		if (open) {
			remember(AuditAction.PASS_REVOKED, whom);
		}
		return open;
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
