package org.secondstep.status;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.attempt.Attempts;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationDetails;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.support.Crowd;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How far people are, whatever happens at the same moment.
 */
@PortalTest
class StandingTests {

	@Autowired
	People people;

	@Autowired
	SettableClock clock;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountChanges changes;

	@Autowired
	Organizations organizations;

	@Autowired
	Attempts attempts;

	@Autowired
	SignInMethods methods;

	@Autowired
	Statuses statuses;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	TransactionTemplate transaction;

	OrganizationProfile company;

	AccountProfile emma;

	AccountProfile hugo;

	@BeforeEach
	void invent() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.emma = enrolledOnce(this.people.employee(this.company));
		this.hugo = this.people.helpdesk(this.company);
		open(this.emma);
	}

	@Test
	void isDisabledAlsoWhenAMethodWasRegisteredAtThatMoment() {
		this.transaction.executeWithoutResult((status) -> {
			register(this.emma);
			aside(() -> enable(this.emma, false));
		});

		assertThat(statusOf(this.emma)).isEqualTo(EnrollmentStatus.DISABLED);
	}

	@Test
	void isEnrolledAlsoWhenTheAccountWasEnabledAtThatMoment() {
		enable(this.emma, false);

		this.transaction.executeWithoutResult((status) -> {
			enable(this.emma, true);
			aside(() -> register(this.emma));
		});

		assertThat(statusOf(this.emma)).isEqualTo(EnrollmentStatus.ENROLLED);
	}

	@Test
	void waitsForNobodyForEver() throws Exception {
		for (int i = 0; i < 10; i++) {
			List<AccountProfile> both = List.of(this.people.employee(this.company), this.people.employee(this.company));
			both.forEach(this::open);
			List<Callable<Boolean>> rivals = new ArrayList<>();
			both.forEach((each) -> rivals.add(() -> register(each)));
			rivals.add(() -> this.transaction
				.execute((status) -> enable(both.get(0), false) && enable(both.get(1), false)));

			assertThat(Race.of(rivals)).containsOnly(true);

			assertThat(both).extracting(this::statusOf).containsOnly(EnrollmentStatus.DISABLED);
		}
	}

	@Test
	void keepsTheDayOfTheEnrollmentWhereThePersonWas() {
		while (this.clock.instant().atZone(this.company.zone()).getHour() != 1) {
			this.clock.forward(Duration.ofHours(1));
		}
		LocalDate day = LocalDate.ofInstant(this.clock.instant(), this.company.zone());
		register(this.emma);

		move(ZoneId.of("America/New_York"));
		register(this.accounts.find(this.emma.id()).orElseThrow());

		assertThat(this.jdbc.queryForObject("select enrolled_day from enrollment_status where account_id = ?",
				LocalDate.class, this.emma.id()))
			.isEqualTo(day);
	}

	@Test
	void losesNobodyWhenSomebodyIsRenamedDuringTheDownload() {
		OrganizationProfile crowded = this.people.organization(MfaPolicy.VOLUNTARY);
		new Crowd(this.jdbc, this.clock.instant()).hire(crowded,
				this.jdbc.queryForObject("select count(*) from account", Integer.class), 1010);
		List<UUID> seen = new ArrayList<>();

		this.statuses.forEach(StatusQuery.all(crowded.id()), (person) -> {
			seen.add(person.accountId());
			if (seen.size() == 1000) {
				rename(this.accounts.find(person.accountId()).orElseThrow(), "Zoë Zwart");
			}
		});

		assertThat(Set.copyOf(seen)).hasSize(1010);
	}

	/**
	 * The first enrollment ever also changes the account, which nobody else can then.
	 */
	private AccountProfile enrolledOnce(AccountProfile account) {
		this.jdbc.update("update account set first_enrolled_at = created_at where id = ?", account.id());
		return this.accounts.find(account.id()).orElseThrow();
	}

	private boolean register(AccountProfile account) {
		return this.methods.register(account, "authenticator-app", "App") != null;
	}

	private void open(AccountProfile account) {
		this.transaction.executeWithoutResult((status) -> this.attempts.open(account.id()));
	}

	/**
	 * In another transaction, which ends before.
	 */
	private static void aside(Runnable other) {
		CompletableFuture.runAsync(other).orTimeout(10, TimeUnit.SECONDS).join();
	}

	private boolean enable(AccountProfile account, boolean enabled) {
		return enabled ? this.people.enable(account) : this.people.disable(account);
	}

	private void rename(AccountProfile account, String name) {
		assertThat(this.changes
			.change(account.id(), account.edition(),
					new AccountDetails(name, account.email(), account.organization().id(), account.roles(),
							account.enabled()),
					this.hugo.subject())
			.refusal()).isEmpty();
	}

	private void move(ZoneId zone) {
		OrganizationDetails details = this.company.details();
		this.organizations.change(this.company.id(), this.company.version(), new OrganizationDetails(details.name(),
				details.accent(), zone, details.domains(), details.serviceDesk(), details.policy()),
				this.hugo.subject());
	}

	private EnrollmentStatus statusOf(AccountProfile account) {
		return this.statuses.find(account.id()).orElseThrow().status();
	}

}
