package org.secondstep.bulkinvitation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.accountimport.ImportedAccounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.bulkinvitation.Bulk.Origin;
import org.secondstep.helpdesk.PeopleForm;
import org.secondstep.invitation.Invitations;
import org.secondstep.job.Jobs;
import org.secondstep.staff.Scope;
import org.secondstep.status.Statuses;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * What administrators order.
 */
@Service
@Transactional
class BulkInvitations {

	private static final int MOST_SHOWN = 20;

	private final BulkStore store;

	private final BulkWorker worker;

	private final Invitations invitations;

	private final ImportedAccounts imports;

	private final Statuses statuses;

	private final Jobs jobs;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	BulkInvitations(BulkStore store, BulkWorker worker, Invitations invitations, ImportedAccounts imports,
			Statuses statuses, Jobs jobs, ApplicationEventPublisher events, Clock clock) {
		this.store = store;
		this.worker = worker;
		this.invitations = invitations;
		this.imports = imports;
		this.statuses = statuses;
		this.jobs = jobs;
		this.events = events;
		this.clock = clock;
	}

	boolean isMailing() {
		return this.invitations.isMailing();
	}

	/**
	 * @return nothing if a filter says what no filter says, or if there is no such import
	 * or bulk
	 */
	@Transactional(readOnly = true)
	Optional<People> people(BulkForm form, PeopleForm search, AccountProfile by) {
		UUID imported = form.imported();
		UUID earlier = form.bulk();
		if (imported != null) {
			return this.imports.fileName(imported)
				.map((name) -> new People(Origin.IMPORT, name, ImportedAccounts.SELECT,
						Map.of(ImportedAccounts.PARAMETER, imported)));
		}
		if (earlier != null) {
			return this.store.find(earlier)
				.map((bulk) -> new People(Origin.BULK, bulk.originText(), BulkStore.INVITED_EARLIER,
						Map.of(BulkStore.EARLIER, bulk.id())));
		}
		return search.query(Scope.of(by), this.clock)
			.map(this.statuses::select)
			.map((found) -> new People(Origin.SEARCH, search.masked(), found.sql(), found.parameters()));
	}

	@Transactional(readOnly = true)
	Map<Outcome, Long> preview(People people, BulkForm form) {
		return this.store.preview(people, form.isAgain(), this.clock.instant());
	}

	/**
	 * Orders what the preview showed; sent twice, it orders once.
	 * @return whether it is ordered; otherwise other people would be invited by now
	 */
	boolean order(UUID id, People people, BulkForm form, String language, AccountProfile by) {
		if (this.store.find(id).isPresent()) {
			return true;
		}
		Bulk bulk = new Bulk(id, people.origin(), people.text(), language, form.isAgain(), BulkState.RUNNING, null,
				by.subject(), this.clock.instant());
		this.store.create(bulk);
		int count = this.store.add(bulk, people);
		if (form.expected() == null || count != form.expected()) {
			TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
			return false;
		}
		this.events.publishEvent(AuditEvent.of(AuditAction.INVITATIONS_ORDERED, by.subject())
			.detail(count + " people: " + people.text()));
		this.jobs.runNow(BulkJobs.INVITATIONS);
		return true;
	}

	@Transactional(readOnly = true)
	Optional<Bulk> find(UUID id) {
		return this.store.find(id);
	}

	@Transactional(readOnly = true)
	Map<Outcome, Long> counts(UUID id) {
		return this.store.counts(id);
	}

	@Transactional(readOnly = true)
	List<Bulk> newest() {
		return this.store.newest(MOST_SHOWN);
	}

	void stop(UUID id, AccountProfile by) {
		this.store.find(id).ifPresent((bulk) -> this.worker.stop(bulk, StopReason.BY_HAND, by.subject()));
	}

}
