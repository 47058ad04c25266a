package org.secondstep.helpdesk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.audit.AuditSubject;
import org.secondstep.method.MethodRemovals;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.shell.Moment;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * "Is this person enrolled, and if not, what is wrong?", asked by a colleague at the
 * helpdesk.
 */
@PortalTest
class HelpdeskTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	SignInMethods methods;

	@Autowired
	MethodRemovals removals;

	@Autowired
	Audit audit;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile hugo;

	Visitor staff;

	@BeforeEach
	void openTheHelpdesk() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.hugo = this.people.helpdesk(this.company);
		this.staff = this.doorway.withPassword(this.hugo);
		this.doorway.enroll(this.staff);
	}

	@ParameterizedTest
	@ValueSource(strings = { "maes", "MAËS", "maes no", "Noor  M", "oor maës" })
	void findsAPersonByPartOfTheNameInAnySpelling(String typed) {
		AccountProfile noor = person("Noor Maës");
		person("Emma Peeters");

		assertThat(found("?q=" + encode(typed))).containsExactly(noor.displayName());
	}

	@Test
	void keepsItsFiltersInAnotherLanguage() {
		person("Noor Maës");
		person("Emma Peeters");
		String filtered = "/helpdesk?q=" + encode("Maës N") + "&status=NOT_STARTED";
		String here = HtmlUtils.htmlUnescape(this.staff.get(filtered).find("name=\"return\" value=\"([^\"]+)\""));

		String back = this.staff.post("/language", "language", "nl", "return", here).location();

		assertThat(back).isEqualTo(filtered);
		assertThat(this.staff.get(back).body()).contains("lang=\"nl\"", "Noor Maës").doesNotContain("Emma Peeters");
	}

	@Test
	void findsAPersonByAccountAndCaseReference() {
		AccountProfile noor = person("Noor Maës");
		String account = noor.username().substring(1, 7);

		assertThat(found("?q=" + account)).containsExactly("Noor Maës");
		assertThat(found("?q=" + noor.caseReference())).containsExactly("Noor Maës");
		assertThat(found("?q=" + noor.caseReference().replace("-", "").toLowerCase(Locale.ROOT)))
			.containsExactly("Noor Maës");
	}

	@Test
	void filtersByStatusRoleKindAndRefusal() {
		AccountProfile begun = person("Ann Begun");
		AccountProfile disabled = person("Bea Disabled");
		AccountProfile refused = person("Cas Refused");
		Visitor visitor = this.doorway.withPassword(begun);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
		this.people.disable(disabled);
		this.doorway.withWrongPassword(refused.username());

		assertThat(found("?status=STARTED")).containsExactly("Ann Begun");
		assertThat(found("?status=DISABLED")).containsExactly("Bea Disabled");
		assertThat(found("?enabled=true")).doesNotContain("Bea Disabled").contains("Ann Begun", "Cas Refused");
		assertThat(found("?role=HELPDESK&kind=authenticator-app&status=ENROLLED")).containsExactly("Hugo Wouters");
		assertThat(found("?refused=true")).containsExactly("Cas Refused");
		assertThat(found("?enrolled=2026-09-01&organization=" + this.company.id())).isIn(List.of(),
				List.of("Hugo Wouters"));
	}

	@Test
	void sortsByEveryColumnAndTurnsPages() {
		for (int i = 0; i < 60; i++) {
			person("Person " + (char) ('A' + i / 10) + i % 10);
		}

		List<String> first = found("");
		List<String> second = found("?page=1");

		assertThat(first).hasSize(50).isSorted();
		assertThat(second).hasSize(11).isSorted().doesNotContainAnyElementsOf(first);
		assertThat(found("?page=2")).isEmpty();
		assertThat(found("?desc=true").get(0)).isEqualTo("Person F9");
		for (String column : List.of("name", "account", "organization", "status", "methods", "last-sign-in")) {
			assertThat(found("?sort=" + column + "&desc=true")).as(column).hasSize(50);
		}
	}

	@Test
	void keepsOrganizationsApart_D02() {
		AccountProfile alice = this.people.employee();

		List<String> answers = List.of("?q=" + alice.username(), "?q=" + alice.caseReference(),
				"?organization=" + alice.organization().id(), "?q=%25", "?scope=&organization=");

		assertThat(answers).allSatisfy((query) -> assertThat(this.staff.get("/helpdesk" + query).body())
			.doesNotContain(alice.id().toString(), alice.organization().name()));
		Answer foreign = this.staff.get("/helpdesk/accounts/" + alice.id());
		Answer unknown = this.staff.get("/helpdesk/accounts/2b1d8c1e-0000-4000-8000-000000000000");
		assertThat(List.of(foreign.status(), unknown.status(),
				this.staff.get("/helpdesk/accounts/" + alice.id() + "/progress").status()))
			.containsOnly(404);
		assertThat(foreign.heading()).isEqualTo(unknown.heading());
	}

	@Test
	void showsAdministratorsEverybody() {
		AccountProfile alice = this.people.employee();
		AccountProfile root = this.people.account("Root", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		Visitor administrator = this.doorway.withPassword(root);
		this.doorway.enroll(administrator);

		Answer found = administrator.get("/helpdesk?organization=" + alice.organization().id());

		assertThat(found.body()).contains(alice.username(), "Organization");
		assertThat(administrator.get("/helpdesk/accounts/" + alice.id()).heading()).isEqualTo("Emma Peeters");
	}

	@ParameterizedTest
	@CsvSource({ "?q=%00%00,200", "?q=%F0%9F%98%80,200", "?q=%25_!%5C,200", "?status=XXX,200", "?organization=x,200",
			"?role=ROOT,200", "?page=-1,200", "?page=999999999999,200", "?page=1e3,200", "?sort=(select%201),200",
			"?enrolled=2026-02-30,200", "?enrolled=0000-01-01,200", "?enrolled=%2B292278994-01-01,200",
			"?q=a&q=b&status=LOCKED&status=STARTED,200", "?kind=%25,200", "?kind=%00,200", "?q=')--,200" })
	void answersOddQueriesWithAnEmptyList_J08(String query, int status) {
		Answer answer = this.staff.get("/helpdesk" + query);

		assertThat(answer.status()).isEqualTo(status);
	}

	@Test
	void answersALongQueryAndSaysWhatWasSearched_J02() {
		Answer answer = this.staff.get("/helpdesk?q=" + "x".repeat(3000));
		Answer none = this.staff.get("/helpdesk?q=Nobodyhere");
		Answer filters = this.staff.get("/helpdesk?kind=" + "%C3%A9".repeat(200) + "&role=" + "%C3%A9".repeat(200));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(filters.status()).isEqualTo(200);
		assertThat(none.body()).contains("Nobody found for “Nobodyhere”");
	}

	@Test
	void tellsWhyAnEnrollmentIsStuckWhileItHappens() {
		AccountProfile emma = person("Emma Peeters");
		Visitor visitor = this.doorway.withPassword(emma);
		visitor.get("/security-info/add");
		String before = progress(emma);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
		Phone phone = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code(Duration.ofSeconds(-95)));
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code(Duration.ofSeconds(-125)));
		this.clock.forward(Duration.ofMinutes(3));

		String after = progress(emma);

		assertThat(before).contains("Not started", "Step 6 of 9");
		assertThat(after).contains("Started", "2 wrong codes: phone clock slow", "Step 8 of 9", "3 minutes ago")
			.doesNotContain(phone.key(), phone.code());
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code());
		assertThat(progress(emma)).contains("Enrolled").doesNotContain("Step 8");
	}

	@Test
	void tellsNoStepOfSomebodyWhoIsThroughOrBeginsAnew() {
		AccountProfile emma = person("Emma Peeters");
		Visitor visitor = this.doorway.withPassword(emma);
		this.doorway.enroll(visitor);
		visitor.get("/security-info/authenticator-app/open");

		String enrolled = progress(emma);
		this.jdbc.sql("update enrollment_status set status = 'LOCKED' where account_id = ?").param(emma.id()).update();
		String locked = progress(emma);
		this.removals.reset(emma, false, this.hugo.subject(), "Ticket 4711");
		String reset = progress(emma);

		assertThat(enrolled).contains("Enrolled");
		assertThat(locked).contains("Locked");
		assertThat(reset).contains("Not started");
		assertThat(List.of(enrolled, locked, reset)).noneMatch((page) -> page.contains("of 9"));
	}

	@Test
	void tellsTheMinuteFromWhichAnAnswerIsJudgedAgain() {
		AccountProfile emma = person("Emma Peeters");
		Phone phone = this.doorway.enroll(this.doorway.withPassword(emma));
		Visitor guesser = this.doorway.withPassword(emma);
		for (int i = 0; i < 5; i++) {
			guesser.post("/sign-in/verify", "code", phone.wrongCode());
		}

		Moment expected = Moment.notBefore(this.clock.instant().plusSeconds(30), this.company.zone(), Locale.ENGLISH);

		assertThat(page(emma)).contains("waits until " + expected.text(), "datetime=\"" + expected.iso() + "\"");
	}

	@Test
	void tellsTheTimelineInWords() {
		AccountProfile emma = person("Emma Peeters");
		Visitor visitor = this.doorway.withPassword(emma);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "nl");
		Phone phone = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code(Duration.ofSeconds(-95)));
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code());
		visitor.post("/language", "language", "nl", "return", "/");

		assertThat(HtmlUtils.htmlUnescape(page(emma))).contains("(the phone’s clock is slow)", "(Dutch)", "(nl)",
				"Wrong answers in a row");
	}

	@Test
	void showsSignInsHoweverMuchElseHappenedAndWhereTheRestIs() {
		AccountProfile emma = person("Emma Peeters");
		String untried = page(emma);
		this.doorway.enroll(this.doorway.withPassword(emma));
		happen(100, emma.subject());

		String page = page(emma);
		String rest = this.staff.get("/helpdesk/audit?person=" + encode(emma.username()) + "&action=METHOD_REGISTERED")
			.body();

		assertThat(untried).contains("Nobody tried to sign in.").doesNotContain("/helpdesk/audit?person=");
		assertThat(page).contains("The password was right", "/helpdesk/audit?person=" + emma.username())
			.doesNotContain("Nobody tried to sign in.");
		assertThat(rest).contains("<td class=\"any-account\">" + emma.username());
	}

	@Test
	void showsWhatHappenedHereHoweverMuchHappenedElsewhere_D02() {
		AccountProfile emma = person("Emma Peeters");
		this.doorway.withPassword(emma);
		happen(101, new AuditSubject(emma.id(), "elsewhere@other.test", UUID.randomUUID()));

		assertThat(page(emma)).contains("The password was right", "The account was created")
			.doesNotContain("elsewhere@");
	}

	@Test
	void tellsOfPassesThatWereRefused() {
		AccountProfile emma = person("Emma Peeters");

		this.doorway.visitor()
			.post("/sign-in/temporary-pass", "username", emma.username(), "code", "0000-0000-0000-0000");

		Answer page = this.staff.get("/helpdesk/accounts/" + emma.id());

		assertThat(page.body()).contains("A pass for a password was refused")
			.doesNotContain("Nobody tried to sign in.");
		assertThat(by("A pass for a password was refused", page)).isEmpty();
	}

	@Test
	void tellsWhatTheSystemDidFromWhatThePersonDid() {
		AccountProfile emma = person("Emma Peeters");
		this.doorway.withPassword(emma);
		issue(emma, Duration.ZERO, false);

		Answer page = this.staff.get("/helpdesk/accounts/" + emma.id());

		assertThat(by("The account was created", page)).isEqualTo("the system");
		assertThat(by("A temporary pass was issued", page)).isEqualTo(this.hugo.username());
		assertThat(by("The password was right", page)).isEmpty();
	}

	@Test
	void saysWhatTheNextSignInWillAskAndWhy() {
		AccountProfile emma = person("Emma Peeters");
		AccountProfile disabled = person("Bea Disabled");
		this.people.disable(disabled);
		OrganizationProfile strict = this.people.organization(People.MANDATORY);
		Visitor desk = this.doorway.withPassword(this.people.helpdesk(strict));
		this.doorway.enroll(desk);

		assertThat(page(emma)).contains("Gets in with the password alone");
		assertThat(page(disabled)).contains("Cannot sign in: the account is disabled");
		assertThat(page(this.people.newcomer(emma.organization()))).contains("Cannot sign in yet");
		assertThat(page(this.hugo)).contains("then a code from one of the methods below", "Authenticator app");
		assertThat(desk.get("/helpdesk/accounts/" + this.people.employee(strict).id()).body())
			.contains("Must set up a method before doing anything else", "mandatory since");
	}

	@Test
	void saysThatAnOpenPassIsAskedForWhereThereIsNoMethod() {
		AccountProfile emma = person("Emma Peeters");
		AccountProfile noor = this.people.newcomer(this.company);
		String pass = issue(emma, Duration.ZERO, false);
		issue(noor, Duration.ZERO, true);

		String once = page(emma);
		String first = page(noor);
		String asked = this.doorway.withPassword(emma).landing("/overview");

		assertThat(asked).isEqualTo("/sign-in/verify");
		assertThat(once).contains("Password, then the temporary pass, because", "can be used once", "until")
			.doesNotContain("password alone", pass);
		assertThat(first).contains("chooses one with the temporary pass", "can be used more than once")
			.doesNotContain("Cannot sign in yet");
	}

	@Test
	void saysThatAPassOpensTheWayBesideTheMethods() {
		AccountProfile emma = person("Emma Peeters");
		this.doorway.enroll(this.doorway.withPassword(emma));
		issue(emma, Duration.ZERO, false);

		String open = page(emma);
		this.clock.forward(Duration.ofHours(1));
		String over = page(emma);

		assertThat(open).contains("one of the methods below, or the temporary pass.", "can be used once");
		assertThat(over).contains("one of the methods below.").doesNotContain("or the temporary pass");
	}

	@Test
	void saysThatAPassOfLaterOrUsedUpOpensNothingNow() {
		AccountProfile emma = person("Emma Peeters");
		OrganizationProfile strict = this.people.organization(People.MANDATORY);
		AccountProfile liam = this.people.employee(strict);
		Visitor desk = this.doorway.withPassword(this.people.helpdesk(strict));
		this.doorway.enroll(desk);
		issue(emma, Duration.ofMinutes(10), false);
		Visitor visitor = this.doorway.withPassword(liam);
		String pass = issue(liam, Duration.ZERO, false);
		visitor.get("/sign-in/verify");
		visitor.post("/sign-in/verify", "code", pass);

		String later = page(emma);
		String used = desk.get("/helpdesk/accounts/" + liam.id()).body();

		assertThat(later).contains("Gets in with the password alone", "can be used once", "<span>from</span>");
		assertThat(used).contains("a temporary pass from the helpdesk is needed to set up a method", "has been used")
			.doesNotContain("Is led to set up a method");
	}

	@Test
	void saysThatWrongPassesMakeTheNextOneWait() {
		AccountProfile emma = person("Emma Peeters");
		issue(emma, Duration.ZERO, false);
		String foreign = issue(person("Noor Maës"), Duration.ZERO, false);
		for (int i = 0; i < 5; i++) {
			Visitor visitor = this.doorway.withPassword(emma);
			visitor.get("/sign-in/verify");
			visitor.post("/sign-in/verify", "code", foreign);
		}

		assertThat(page(emma)).contains("a wait after wrong codes").doesNotContain("then the temporary pass");
	}

	@Test
	void showsNoSecretToStaff_D08() {
		AccountProfile emma = person("Emma Peeters");
		Visitor visitor = this.doorway.withPassword(emma);
		Phone phone = this.doorway.enroll(visitor);
		String sealed = this.jdbc.sql("""
				select a.sealed_secret from authenticator_app a join sign_in_method m on m.id = a.method_id
				where m.account_id = ?""").param(emma.id()).query(String.class).single();
		String hash = this.jdbc.sql("select password_hash from account where id = ?")
			.param(emma.id())
			.query(String.class)
			.single();

		List<String> pages = List.of(page(emma), progress(emma), this.staff.get("/helpdesk?q=Emma").body());

		assertThat(pages).allSatisfy((page) -> assertThat(page).doesNotContain(phone.key(), sealed, hash, phone.code(),
				visitor.cookie("SESSION").orElseThrow(), "otpauth"));
	}

	@Test
	void exportsTheSameSearchWithoutFormulas_F04() {
		person("=HYPERLINK(\"x\")");
		person("Noor Maës");

		Answer csv = this.staff.get("/helpdesk/download.csv?status=NOT_STARTED");

		assertThat(csv.header("Content-Disposition")).contains("attachment");
		assertThat(csv.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(csv.body()).startsWith("\uFEFF\"Name\",\"Account\",\"Organization\",\"Status\",\"Methods\"")
			.contains("\"'=HYPERLINK(\"\"x\"\")\"", "\"Noor Maës\"", "\"Not started\"", "\"Never signed in.\"")
			.doesNotContain("Hugo");
		assertThat(csv.body().strip().lines()).hasSize(3);
	}

	@Test
	void exportsMoreThanOneBatch() {
		for (int i = 0; i < 1005; i++) {
			person("Person " + i);
		}

		assertThat(this.staff.get("/helpdesk/download.csv?q=person").body().strip().lines()).hasSize(1006)
			.doesNotHaveDuplicates();
	}

	@Test
	void remembersEveryViewAndNoTypedText_H01_H02() {
		AccountProfile emma = person("Emma Peeters");

		page(emma);
		progress(emma);
		this.staff.get("/helpdesk?q=Tr0ub4dor%263&status=LOCKED");

		assertThat(remembered("PERSON_VIEWED", "actor_name", "account_id", emma.id()))
			.containsExactly(this.hugo.username());
		assertThat(remembered("PEOPLE_SEARCHED", "detail", "actor_id", this.hugo.id()))
			.containsExactly("text of 11 characters, status=LOCKED");
	}

	@Test
	void isClosedToEmployeesAndToStaffWithoutASecondStep_D01() {
		Visitor employee = this.doorway.withPassword(person("Emma Peeters"));
		Visitor half = this.doorway.withPassword(this.hugo);

		assertThat(employee.get("/helpdesk").status()).isEqualTo(404);
		assertThat(half.get("/helpdesk").location()).isEqualTo("/sign-in/verify");
		assertThat(this.doorway.visitor().get("/helpdesk").location()).isEqualTo("/sign-in");
	}

	@Test
	void losesStaffAtOnceWhenDisabled_D17() {
		this.people.disable(this.hugo);

		assertThat(this.staff.get("/helpdesk").location()).isEqualTo("/sign-in");
	}

	private AccountProfile person(String name) {
		return this.people.account(name, this.company, Set.of(Role.EMPLOYEE));
	}

	private List<String> found(String query) {
		return this.staff.get("/helpdesk" + query)
			.body()
			.lines()
			.filter((line) -> line.contains(" scope=\"row\""))
			.map((line) -> HtmlUtils.htmlUnescape(line.replaceAll("<[^>]+>", "").strip()))
			.toList();
	}

	/**
	 * @param later when it begins to be good for half an hour
	 */
	private String issue(AccountProfile person, Duration later, boolean manyUses) {
		Instant starts = this.clock.instant().plus(later);
		return this.passes
			.issue(person, this.hugo.subject(), starts, starts.plus(Duration.ofMinutes(30)), manyUses, "Ticket 4711")
			.text();
	}

	private void happen(int times, AuditSubject whom) {
		this.transaction.executeWithoutResult((status) -> IntStream.range(0, times)
			.forEach((each) -> this.audit.remember(AuditEvent.of(AuditAction.PERSON_VIEWED, whom))));
	}

	private static String by(String event, Answer page) {
		return page.find("(?s)<td><span>" + event + "</span>.*?</td>\\s*<td>([^<]*)</td>");
	}

	private String page(AccountProfile person) {
		return this.staff.get("/helpdesk/accounts/" + person.id()).body();
	}

	private String progress(AccountProfile person) {
		return this.staff.get("/helpdesk/accounts/" + person.id() + "/progress").body();
	}

	private List<String> remembered(String action, String column, String where, Object id) {
		return this.jdbc.sql("select " + column + " from audit_entry where action = ? and " + where + " = ?")
			.params(action, id)
			.query(String.class)
			.list();
	}

	private static String encode(String text) {
		return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
	}

}
