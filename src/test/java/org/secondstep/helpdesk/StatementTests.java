package org.secondstep.helpdesk;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.status.StatusQuery;
import org.secondstep.status.Statuses;
import org.secondstep.support.CountedStatements;
import org.secondstep.support.Crowd;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages of staff ask the database as often for many people as for one, and a sign-in no
 * more than it needs.
 */
@PortalTest
@Import(CountedStatements.class)
class StatementTests {

	private static final int HUNDREDS = 250;

	private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:css|js|svg))\"");

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Statuses statuses;

	OrganizationProfile company;

	Visitor administrator;

	@BeforeEach
	void letTheAdministratorIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.administrator = this.doorway
			.withPassword(this.people.account("Root", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)));
		this.doorway.enroll(this.administrator);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/helpdesk", "/helpdesk?q=a&sort=organization&desc=true",
			"/helpdesk?status=ENROLLED&refused=true", "/helpdesk/report" })
	void asksAsOftenForManyPeopleAndOrganizationsAsForOne(String page) {
		int one = statements(page);
		hire(HUNDREDS);
		hire(HUNDREDS);

		assertThat(statements(page)).isEqualTo(one).isBetween(4, 20);
	}

	@Test
	void asksAsOftenForAPersonWithALongPastAsForANewOne() {
		AccountProfile emma = this.people.employee(this.company);
		Phone phone = this.doorway.enroll(this.doorway.withPassword(emma));
		String page = "/helpdesk/accounts/" + emma.id();
		int before = statements(page);
		for (int devices = 0; devices < 3; devices++) {
			this.doorway.enroll(this.doorway.withBothSteps(emma, phone));
			this.doorway.withWrongPassword(emma.username());
			this.clock.forward(Duration.ofMinutes(1));
		}

		assertThat(statements(page)).isEqualTo(before).isBetween(4, 28);
		assertThat(statements(page + "/progress")).isLessThan(before);
	}

	@Test
	void asksNoMoreThanNeededForASignIn() {
		AccountProfile emma = this.people.employee(this.company);
		Phone phone = this.doorway.enroll(this.doorway.withPassword(emma));
		this.doorway.withBothSteps(emma, phone);

		assertThat(CountedStatements.during(() -> this.doorway.withBothSteps(emma, phone))).isBetween(30, 60);
	}

	/**
	 * So the page that reports an outage of the database has its look.
	 */
	@Test
	void asksNothingForAssetsThoughTheBrowserIsSignedIn_I03() {
		List<String> assets = ASSET.matcher(this.administrator.get("/overview").body())
			.results()
			.map((found) -> found.group(1))
			.toList();

		assertThat(assets).hasSizeGreaterThan(4)
			.allSatisfy((asset) -> assertThat(statements(asset)).as(asset).isZero());
	}

	/**
	 * However many there are, no more than a thousand are in memory.
	 */
	@Test
	void readsAThousandAtATimeForAnExport() {
		OrganizationProfile crowded = hire(2100);
		Set<String> names = new HashSet<>();
		SortedMap<Integer, Integer> rowsAfterStatements = new TreeMap<>();
		int before = CountedStatements.count();

		this.statuses.forEach(StatusQuery.all(crowded.id()), (person) -> {
			names.add(person.username());
			rowsAfterStatements.merge(CountedStatements.count() - before, 1, Integer::sum);
		});

		assertThat(names).hasSize(2100);
		assertThat(rowsAfterStatements.values()).containsExactly(1000, 1000, 100);
		assertThat(rowsAfterStatements.lastKey()).isLessThanOrEqualTo(2 * 3);
	}

	private int statements(String page) {
		this.administrator.get(page);
		return CountedStatements.during(() -> assertThat(this.administrator.get(page).status()).isEqualTo(200));
	}

	private OrganizationProfile hire(int count) {
		OrganizationProfile another = this.people.organization(MfaPolicy.VOLUNTARY);
		int first = this.jdbc.queryForObject("select count(*) from account", Integer.class);
		new Crowd(this.jdbc, this.clock.instant()).hire(another, first, count);
		return another;
	}

}
