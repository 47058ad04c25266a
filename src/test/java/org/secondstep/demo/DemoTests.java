package org.secondstep.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.AuditTrail;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.StoredEntry;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.StatusQuery;
import org.secondstep.status.Statuses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody finds who tries the portal.
 */
@Tag("database")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class DemoTests {

	@Autowired
	Organizations organizations;

	@Autowired
	Accounts accounts;

	@Autowired
	Statuses statuses;

	@Autowired
	AuditTrail trail;

	@Autowired
	AuditKeys keys;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	@Qualifier("clock")
	Clock clock;

	List<StatusProfile> everybody;

	@BeforeEach
	void meetEverybody() {
		this.everybody = new ArrayList<>();
		this.statuses.forEach(StatusQuery.all(null), this.everybody::add);
	}

	@ParameterizedTest
	@CsvSource({ "emma.peeters@netflow.example, EMPLOYEE", "lucas.janssens@netropolix.example, EMPLOYEE",
			"noor.maes@cavere.example, EMPLOYEE", "sam.claes@covr.example, EMPLOYEE",
			"helpdesk@netflow.example, HELPDESK", "helpdesk@netropolix.example, HELPDESK",
			"helpdesk@cavere.example, HELPDESK", "admin@secondstep.example, ADMINISTRATOR" })
	void hasThePeopleOfTheReadmeAndNoneOfThemBegan(String username, Role role) {
		AccountProfile account = this.accounts.find(username).orElseThrow();

		assertThat(account.roles()).contains(role);
		assertThat(this.statuses.find(account.id()).orElseThrow().status()).isEqualTo(EnrollmentStatus.NOT_STARTED);
	}

	@Test
	void hasAboutFourHundredPeopleInFourOrganizationsInEveryState() {
		assertThat(this.everybody).hasSizeBetween(400, 420);
		assertThat(this.everybody).extracting(StatusProfile::organization)
			.contains("Netflow", "Netropolix", "Cavere", "COVR");
		assertThat(this.everybody).extracting(StatusProfile::status).contains(EnrollmentStatus.values());
	}

	@Test
	void hasPeopleWithEveryReasonToCallTheHelpdesk() {
		Instant now = this.clock.instant();

		assertThat(this.everybody).extracting(StatusProfile::diagnosis)
			.contains("clock-slow", "earlier-qr", "unknown", null);
		assertThat(this.everybody).anyMatch((each) -> each.waitsUntil() != null)
			.anyMatch((each) -> each.status() == EnrollmentStatus.STARTED && each.wrongCodes() == 0)
			.anyMatch((each) -> each.methods() > 1)
			.anyMatch((each) -> each.lastSignInAt() == null);
		assertThat(this.everybody).filteredOn(refusedSince(now.minus(Duration.ofDays(1)))).hasSizeGreaterThan(10);
	}

	@Test
	void spreadsTheirLivesOverTheLastSixtyDays() {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), DemoDays.ZONE);
		TreeSet<LocalDate> days = this.everybody.stream()
			.map(StatusProfile::enrolledAt)
			.filter(Objects::nonNull)
			.map((at) -> LocalDate.ofInstant(at, DemoDays.ZONE))
			.collect(Collectors.toCollection(TreeSet::new));

		assertThat(days).hasSizeGreaterThan(30);
		assertThat(days.first()).isBetween(today.minusDays(59), today.minusDays(45));
		assertThat(days.last()).isBetween(today.minusDays(5), today);
	}

	@Test
	void standsBeforeOnAndAfterTheMandatoryDates() {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), DemoDays.ZONE);

		assertThat(mandatoryFrom("Cavere")).isBefore(today);
		assertThat(mandatoryFrom("Netflow")).isBetween(today.plusDays(1), today.plusDays(30));
		assertThat(mandatoryFrom("Netropolix")).isAfter(today.plusDays(30));
		assertThat(mandatoryFrom("COVR")).isNull();
	}

	@Test
	void isRememberedInChainsThatHoldAndInTheOrderOfTime_H03() {
		TransactionTemplate oneMoment = new TransactionTemplate(this.transactions);
		oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		oneMoment.executeWithoutResult((status) -> this.trail.heads().forEach(this::assertHolds));
	}

	private void assertHolds(ChainHead head) {
		List<StoredEntry> entries = new ArrayList<>();
		this.trail.forEachOf(head.chain(), entries::add);
		String hash = ChainHead.BEGINNING;
		for (StoredEntry stored : entries) {
			hash = this.keys.hash(stored.entry(), hash, stored.keyId());
			assertThat(stored.hash()).isEqualTo(hash);
		}
		assertThat(hash).isEqualTo(head.hash());
		assertThat(entries).extracting((stored) -> stored.entry().at()).isSorted();
	}

	@Test
	void isMadeByTheDomainAndNotBySql() {
		noClasses().that()
			.resideInAPackage("..demo")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..", "org.springframework.jdbc..",
					"org.springframework.data..", "org.hibernate..")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("org.secondstep.demo"));
	}

	private static Predicate<StatusProfile> refusedSince(Instant since) {
		return (each) -> each.lastRefusedAt() != null && each.lastRefusedAt().isAfter(since);
	}

	private LocalDate mandatoryFrom(String name) {
		return this.organizations.all()
			.stream()
			.filter((each) -> each.name().equals(name))
			.map(OrganizationProfile::policy)
			.toList()
			.get(0)
			.mandatoryFrom();
	}

}
