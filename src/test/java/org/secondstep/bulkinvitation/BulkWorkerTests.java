package org.secondstep.bulkinvitation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.invitation.Invitations;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.CountedStatements;
import org.secondstep.support.Crowd;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;

/**
 * Who is invited by a bulk, with an invitation that only counts.
 */
@PortalTest
@Import(CountedStatements.class)
class BulkWorkerTests {

	@Autowired
	People people;

	@Autowired
	Accounts accounts;

	@Autowired
	BulkStore store;

	@Autowired
	ApplicationEventPublisher events;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	DataSource database;

	@Autowired
	SettableClock clock;

	final Invitations invitations = BDDMockito.mock(Invitations.class);

	final Map<UUID, AtomicInteger> sent = new ConcurrentHashMap<>();

	OrganizationProfile company;

	AccountProfile ada;

	@BeforeEach
	void invent() {
		this.jdbc.sql("update bulk_invitation set state = 'DONE'").update();
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.ada = this.people.account("Ada Claes", this.company, Set.of(Role.ADMINISTRATOR));
		BDDMockito.given(this.invitations.isMailing()).willReturn(true);
		BDDMockito.given(this.invitations.send(any(), any(), any())).willAnswer((call) -> {
			AccountProfile person = call.getArgument(0);
			this.sent.computeIfAbsent(person.id(), (id) -> new AtomicInteger()).incrementAndGet();
			return true;
		});
	}

	@Test
	void invitesTenThousandInBatchesOfBoundedStatements_K7_3() {
		new Crowd(new JdbcTemplate(this.database), this.clock.instant()).hire(this.company, 7_000_000, 10_000);
		this.jdbc
			.sql("update account set password_hash = null, enabled = true where username <> ? and organization_id = ?")
			.params(this.ada.username(), this.company.id())
			.update();
		Bulk bulk = order();
		BulkWorker worker = worker(this.invitations);

		int first = CountedStatements.during(() -> step(worker));
		assertThat(this.store.counts(bulk.id())).containsEntry(Outcome.SENT, 100L)
			.containsEntry(Outcome.WAITING, 9900L);
		int steps = 1;
		while (step(worker)) {
			steps++;
		}

		assertThat(first).isLessThan(10);
		assertThat(steps).isEqualTo(101);
		assertThat(this.sent).hasSize(10_000);
		assertThat(this.sent.values()).allSatisfy((count) -> assertThat(count).hasValue(1));
		assertThat(this.store.find(bulk.id()).orElseThrow().state()).isEqualTo(BulkState.DONE);
	}

	@Test
	void goesOnAfterAKillAndInvitesNobodyTwice_K7_3() {
		IntStream.range(0, 150).forEach((i) -> this.people.newcomer(this.company));
		Bulk bulk = order();
		AtomicInteger calls = new AtomicInteger();
		Invitations dying = BDDMockito.mock(Invitations.class);
		BDDMockito.given(dying.isMailing()).willReturn(true);
		BDDMockito.given(dying.send(any(), any(), any())).willAnswer((call) -> {
			if (calls.incrementAndGet() == 30) {
				throw new IllegalStateException("killed");
			}
			return true;
		});

		step(worker(this.invitations));
		assertThatIllegalStateException().isThrownBy(() -> step(worker(dying)));
		assertThat(this.store.counts(bulk.id())).containsEntry(Outcome.SENT, 100L).containsEntry(Outcome.WAITING, 50L);
		BulkWorker again = worker(this.invitations);
		while (step(again)) {
			assertThat(this.sent.size()).isLessThanOrEqualTo(150);
		}

		assertThat(this.sent).hasSize(150);
		assertThat(this.sent.values()).allSatisfy((count) -> assertThat(count).hasValue(1));
	}

	@Test
	void letsTwoWorkersShareABulk_K7_3() throws Exception {
		IntStream.range(0, 250).forEach((i) -> this.people.newcomer(this.company));
		Bulk bulk = order();
		Callable<Boolean> work = () -> {
			BulkWorker worker = worker(this.invitations);
			while (step(worker)) {
				Thread.onSpinWait();
			}
			return true;
		};

		List<Boolean> both = Race.of(List.of(work, work));

		assertThat(both).containsExactly(true, true);
		assertThat(this.sent).hasSize(250);
		assertThat(this.sent.values()).allSatisfy((count) -> assertThat(count).hasValue(1));
		assertThat(this.store.counts(bulk.id())).isEqualTo(Map.of(Outcome.SENT, 250L));
	}

	@Test
	void skipsWhoeverWasDisabledOrCameMeanwhile_K7_3() {
		AccountProfile gone = this.people.newcomer(this.company);
		AccountProfile nora = this.people.newcomer(this.company);
		Bulk bulk = order();
		this.people.disable(gone);
		BulkWorker worker = worker(this.invitations);
		while (step(worker)) {
			assertThat(this.sent).doesNotContainKey(gone.id());
		}

		assertThat(this.sent).containsOnlyKeys(nora.id());
		assertThat(this.store.counts(bulk.id())).isEqualTo(Map.of(Outcome.SENT, 1L, Outcome.DISABLED, 1L));
	}

	@Test
	void stopsWhenWhoeverOrderedItLostTheRight_K7_3() {
		this.people.account("Other", this.company, Set.of(Role.ADMINISTRATOR));
		this.people.newcomer(this.company);
		Bulk bulk = order();
		this.people.disable(this.ada);

		while (step(worker(this.invitations))) {
			assertThat(this.sent).isEmpty();
		}

		Bulk stopped = this.store.find(bulk.id()).orElseThrow();
		assertThat(stopped.state()).isEqualTo(BulkState.STOPPED);
		assertThat(stopped.stopReason()).isEqualTo(StopReason.RIGHTS_LOST);
		assertThat(this.sent).isEmpty();
	}

	@Test
	void leavesOutWhomAnotherBulkIsAboutToInvite_K7_3() {
		this.people.newcomer(this.company);
		order();

		assertThat(this.store.preview(everybody(), true, this.clock.instant()))
			.isEqualTo(Map.of(Outcome.BEING_INVITED, 1L, Outcome.HAS_PASSWORD, 1L));
	}

	private boolean step(BulkWorker worker) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> worker.step()));
	}

	private BulkWorker worker(Invitations door) {
		return new BulkWorker(this.store, door, this.accounts, this.events, this.clock);
	}

	private Bulk order() {
		Bulk bulk = new Bulk(UUID.randomUUID(), Bulk.Origin.SEARCH, "", "en", false, BulkState.RUNNING, null,
				this.ada.subject(), this.clock.instant());
		this.store.create(bulk);
		this.store.add(bulk, everybody());
		return bulk;
	}

	private org.secondstep.bulkinvitation.People everybody() {
		return new org.secondstep.bulkinvitation.People(Bulk.Origin.SEARCH, "",
				"select id from account where organization_id = :company", Map.of("company", this.company.id()));
	}

}
