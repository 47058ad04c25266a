package org.secondstep.bulkinvitation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.bulkinvitation.BulkStore.Judged;
import org.secondstep.invitation.Invitations;
import org.secondstep.job.JobProgress;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends the invitations of bulks. Each batch is one transaction, so a bulk goes on where
 * it stopped, whatever stopped it; several workers share the people of a bulk.
 */
@Service
@Transactional
class BulkWorker {

	static final int BATCH = 100;

	/** As long as an invitation can be open. */
	private static final Duration KEPT = Duration.ofDays(90);

	private final BulkStore store;

	private final Invitations invitations;

	private final Accounts accounts;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	BulkWorker(BulkStore store, Invitations invitations, Accounts accounts, ApplicationEventPublisher events,
			Clock clock) {
		this.store = store;
		this.invitations = invitations;
		this.accounts = accounts;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Goes on with a batch of the oldest bulk.
	 * @return whether there was one
	 */
	boolean step() {
		Optional<Bulk> running = this.store.lockRunning();
		running.ifPresent(this::goOn);
		return running.isPresent();
	}

	@Nullable JobProgress progress() {
		return this.store.running().map((bulk) -> progress(this.store.counts(bulk.id()))).orElse(null);
	}

	static JobProgress progress(Map<Outcome, Long> counts) {
		long total = counts.values().stream().mapToLong(Long::longValue).sum();
		return new JobProgress(total - counts.getOrDefault(Outcome.WAITING, 0L), total);
	}

	/**
	 * @return whether it was running
	 */
	boolean stop(Bulk bulk, StopReason reason, AuditSubject by) {
		boolean stopped = this.store.end(bulk.id(), BulkState.STOPPED, reason, now());
		if (stopped) {
			this.events.publishEvent(AuditEvent.of(AuditAction.INVITATIONS_STOPPED, by).detail(reason.name()));
		}
		return stopped;
	}

	void forget() {
		this.store.forget(now().minus(KEPT));
	}

	private void goOn(Bulk bulk) {
		List<Judged> next = this.store.judge(bulk, BATCH, now());
		if (this.accounts.find(bulk.by().id()).filter((by) -> by.details().isAdministrator()).isEmpty()) {
			stop(bulk, StopReason.RIGHTS_LOST, bulk.by());
		}
		else if (!this.invitations.isMailing()) {
			stop(bulk, StopReason.NO_MAIL_SERVER, bulk.by());
		}
		else if (next.isEmpty()) {
			this.store.end(bulk.id(), BulkState.DONE, null, now());
		}
		else {
			invite(bulk, this.store.spend(bulk, next).stream().filter(Judged::isInvited).map(Judged::account).toList());
		}
	}

	private void invite(Bulk bulk, List<UUID> people) {
		for (AccountProfile person : this.accounts.all(people)) {
			this.invitations.send(person, bulk.language(), bulk.by());
		}
	}

	private Instant now() {
		return this.clock.instant();
	}

}
