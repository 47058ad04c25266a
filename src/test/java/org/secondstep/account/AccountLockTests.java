package org.secondstep.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.approval.Approvals;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * On PostgreSQL a stronger lock than needed waits for every transaction that wrote a row
 * with the account in it, and two such wait for each other.
 */
@PortalTest
class AccountLockTests {

	@Autowired
	People people;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountLocks locks;

	@Autowired
	PasswordLinks links;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	Approvals approvals;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Clock clock;

	final ExecutorService aside = Executors.newSingleThreadExecutor();

	AccountProfile emma;

	AccountProfile hugo;

	@BeforeEach
	void invent() {
		this.emma = this.people.employee();
		this.hugo = this.people.helpdesk(this.emma.organization());
	}

	@AfterEach
	void end() {
		this.aside.shutdown();
	}

	@Test
	void isTakenForAMailedLinkWhileSomethingNamesTheAccount_I16() {
		assertGoesOn(() -> this.links.issue(this.emma.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15)));
	}

	@Test
	void isTakenForAPassWhileSomethingNamesTheAccount_I16() {
		Instant now = this.clock.instant();

		assertGoesOn(() -> this.passes.issue(this.emma, this.hugo.subject(), now, now.plus(Duration.ofHours(1)), false,
				"INC-7"));
	}

	@Test
	void isTakenForAResetWhileSomethingNamesTheAccount_I16() {
		assertGoesOn(() -> this.approvals.request(this.hugo, this.emma, "INC-7"));
	}

	@Test
	void isTakenWhateverChangedSinceTheAccountWasRead_I16() {
		this.transaction.executeWithoutResult((status) -> {
			this.accounts.find(this.emma.id());
			Future<?> changed = this.aside.submit(() -> this.accounts.speak(this.emma, "nl"));
			assertThatNoException().isThrownBy(() -> changed.get(10, TimeUnit.SECONDS));

			assertThatNoException().isThrownBy(() -> this.locks.lock(this.emma.id()));
		});
	}

	@Test
	void keepsEverybodyElseWaiting_I16() {
		this.transaction.executeWithoutResult((status) -> {
			this.locks.lock(this.emma.id());
			Future<?> second = this.aside
				.submit(() -> this.transaction.executeWithoutResult((other) -> this.locks.lock(this.emma.id())));

			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> second.get(1, TimeUnit.SECONDS));
		});
	}

	private void assertGoesOn(Runnable work) {
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("insert into enrollment_demand (account_id) values (?)").param(this.emma.id()).update();
			Future<?> done = this.aside.submit(work);

			assertThatNoException().isThrownBy(() -> done.get(10, TimeUnit.SECONDS));
		});
	}

}
