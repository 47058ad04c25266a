package org.secondstep.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * "Are we going to make it, and who needs help?", asked with a deadline coming near.
 */
@PortalTest
class ReportTests {

	private static final Pattern FIGURE = Pattern.compile("<a class=\"figure\" href=\"([^\"]+)\">([\\d,]+)</a>");

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile hugo;

	Phone phone;

	Visitor staff;

	@BeforeEach
	void openTheHelpdesk() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.hugo = this.people.helpdesk(this.company);
		this.staff = this.doorway.withPassword(this.hugo);
		this.phone = this.doorway.enroll(this.staff);
	}

	@Test
	void leadsFromEveryNumberToExactlyThosePeople() {
		inventPeopleInEveryState();

		Answer report = this.staff.get("/helpdesk/report");

		List<Figure> figures = figures(report);
		assertThat(figures).extracting(Figure::count).contains(1L, 2L, 3L, 5L, 9L).hasSizeGreaterThan(10);
		assertThat(figures)
			.allSatisfy((figure) -> assertThat(rows(figure.href())).as(figure.href()).isEqualTo(figure.count()));
	}

	@Test
	void leadsAdministratorsFromTheSumOfAllOrganizationsToExactlyThosePeople() {
		inventPeopleInEveryState();
		this.people.employee();
		Visitor administrator = administrator();

		String sum = administrator.get("/helpdesk/report").find("(?s)<tr class=\"sum\">(.*?)</tr>");

		assertThat(figures(sum)).hasSize(6)
			.allSatisfy((figure) -> assertThat(
					administrator.get(figure.href().replace("/helpdesk", "/helpdesk/download.csv")).body().strip())
				.as(figure.href())
				.hasLineCount(1 + (int) figure.count()));
	}

	@Test
	void leadsFromADayToThoseWhoEnrolledOnItWhereTheyLive() {
		Instant now = this.clock.instant();
		LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
		this.clock.forward(Duration.between(now, day.atTime(LocalTime.of(22, 30)).toInstant(ZoneOffset.UTC)));
		AccountProfile emma = this.people.employee(this.company);
		this.doorway.enroll(this.doorway.withPassword(emma));

		Answer report = this.doorway.withBothSteps(this.hugo, this.phone).get("/helpdesk/report");
		this.clock.forward(Duration.ofHours(10));

		assertThat(figures(report)).contains(new Figure("/helpdesk?enrolled=" + day.plusDays(1), 1));
	}

	@Test
	void showsHelpdeskTheirOwnOrganizationOnly_D02() {
		OrganizationProfile other = this.people.organization(MfaPolicy.VOLUNTARY);
		AccountProfile alice = this.people.employee(other);
		this.doorway.withWrongPassword(alice.username());

		Answer report = this.staff.get("/helpdesk/report");

		assertThat(report.heading()).isEqualTo("Enrollment report");
		assertThat(report.body()).contains(this.company.name()).doesNotContain(other.name(), alice.username());
		for (String organization : List.of(other.id().toString(), "2b1d8c1e-0000-4000-8000-000000000000", "x", "%00")) {
			assertThat(this.staff.get("/helpdesk/report?organization=" + organization).status()).isEqualTo(404);
		}
	}

	@Test
	void showsAdministratorsAllOrganizationsOrTheOneTheyChoose() {
		OrganizationProfile other = this.people.organization(MfaPolicy.VOLUNTARY);
		Visitor administrator = administrator();

		assertThat(article(administrator.get("/helpdesk/report"))).contains(this.company.name(), other.name());
		assertThat(article(administrator.get("/helpdesk/report?organization=" + other.id())))
			.containsExactly(other.name());
	}

	@Test
	void listsWhoWasRefusedAndWhoIsStuckAndWhy() {
		inventPeopleInEveryState();

		Answer report = this.staff.get("/helpdesk/report");

		assertThat(report.body()).containsSubsequence("Refused in the last 24 hours", "Cas Refused",
				"Started, but not proven", "Ann Begun", "no code typed yet");
	}

	@ParameterizedTest
	@CsvSource({ "0, is mandatory since", "1, becomes mandatory on" })
	void saysWhenItIsMandatory(int days, String words) {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), this.company.zone());
		OrganizationProfile strict = this.people
			.organization(new MfaPolicy(today.plusDays(days), 0, false, 14, Set.of()));
		Visitor desk = this.doorway.withPassword(this.people.helpdesk(strict));
		this.doorway.enroll(desk);

		assertThat(desk.get("/helpdesk/report").body()).contains(words);
	}

	@Test
	void forecastsAtThePaceOfTheLastFourteenDays() {
		OrganizationProfile strict = this.people.organization(new MfaPolicy(
				LocalDate.ofInstant(this.clock.instant(), this.company.zone()).plusDays(7), 0, false, 14, Set.of()));
		Visitor desk = this.doorway.withPassword(this.people.helpdesk(strict));
		this.doorway.enroll(desk);
		this.people.employee(strict);
		this.people.employee(strict);

		Answer report = desk.get("/helpdesk/report");

		assertThat(report.body()).contains("At this pace everybody is enrolled on",
				"People who will have no method on that day: about 2.");
	}

	@Test
	void forecastsNothingWhenNobodyMoves() {
		this.people.employee(this.company);
		this.clock.forward(Duration.ofDays(14));

		Answer report = this.doorway.withBothSteps(this.hugo, this.phone).get("/helpdesk/report");

		assertThat(report.body()).contains("Nobody enrolled in the last 14 days, so there is no forecast.")
			.doesNotContain("At this pace");
	}

	@Test
	void showsTheTimeOfTheNumbersAndKeepsNone() {
		Answer before = this.staff.get("/helpdesk/report");
		this.people.employee(this.company);
		Answer after = this.staff.get("/helpdesk/report");

		assertThat(before.body()).contains("datetime=\"" + this.clock.instant());
		assertThat(before.header("Cache-Control")).contains("no-store");
		assertThat(figures(before).get(5).count()).isEqualTo(1);
		assertThat(figures(after).get(5).count()).isEqualTo(2);
	}

	@Test
	void remembersEveryView_H01() {
		this.staff.get("/helpdesk/report");

		assertThat(this.jdbc.sql("select detail from audit_entry where action = 'REPORT_VIEWED' and actor_id = ?")
			.param(this.hugo.id())
			.query(String.class)
			.list()).containsExactly(this.company.name());
	}

	@Test
	void isClosedToEmployees_D01() {
		Visitor employee = this.doorway.withPassword(this.people.employee(this.company));

		assertThat(employee.get("/helpdesk/report").status()).isEqualTo(404);
	}

	/**
	 * With Hugo, who is enrolled: nine people, three of them enrolled, two started.
	 */
	private void inventPeopleInEveryState() {
		this.doorway.enroll(this.doorway.withPassword(person("Dirk Done")));
		this.doorway.enroll(this.doorway.withPassword(person("Daan Done")));
		begin(person("Ann Begun"));
		begin(person("An Begun"));
		this.doorway.withWrongPassword(person("Cas Refused").username());
		person("Nele New");
		AccountProfile left = person("Lea Left");
		this.doorway.enroll(this.doorway.withPassword(left));
		this.people.disable(left);
		lock(person("Lou Locked"));
	}

	private void begin(AccountProfile person) {
		Visitor visitor = this.doorway.withPassword(person);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
	}

	private void lock(AccountProfile person) {
		Phone right = this.doorway.enroll(this.doorway.withPassword(person));
		Visitor guesser = this.doorway.withPassword(person);
		this.jdbc.sql("update second_step_attempts set failures = 99 where account_id = ?").param(person.id()).update();
		guesser.get("/sign-in/verify");
		guesser.post("/sign-in/verify", "code", right.wrongCode());
	}

	private AccountProfile person(String name) {
		return this.people.account(name, this.company, Set.of(Role.EMPLOYEE));
	}

	private Visitor administrator() {
		Visitor administrator = this.doorway
			.withPassword(this.people.account("Root", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)));
		this.doorway.enroll(administrator);
		return administrator;
	}

	private static List<Figure> figures(Answer page) {
		return figures(page.body());
	}

	private static List<Figure> figures(String html) {
		return FIGURE.matcher(html)
			.results()
			.map((figure) -> new Figure(HtmlUtils.htmlUnescape(figure.group(1)),
					Long.parseLong(figure.group(2).replace(",", ""))))
			.toList();
	}

	private static List<String> article(Answer report) {
		return Pattern.compile("<h3[^>]*>([^<]+)</h3>")
			.matcher(report.body())
			.results()
			.map((found) -> found.group(1))
			.toList();
	}

	private long rows(String href) {
		return Stream.iterate(href, (page) -> !page.isEmpty(), this::next).mapToLong(this::rowsOfPage).sum();
	}

	private long rowsOfPage(String href) {
		return this.staff.get(href).body().lines().filter((line) -> line.contains(" scope=\"row\"")).count();
	}

	private String next(String href) {
		return HtmlUtils.htmlUnescape(this.staff.get(href).find("rel=\"next\" href=\"([^\"]+)\""));
	}

	private record Figure(String href, long count) {

	}

}
