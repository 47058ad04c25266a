package org.secondstep.password;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.PasswordPasses;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who forgot the password, where there is no mail server.
 */
@PortalTest
class PasswordPassTests {

	private static final String PAGE = "/sign-in/temporary-pass";

	private static final String CHOOSE = "/sign-in/new-password";

	private static final String CHOSEN = "paarse olifant danst traag";

	private static final String REASON = "Ticket 4711";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	PasswordPasses passwordPasses;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile hugo;

	Visitor desk;

	AccountProfile emma;

	Visitor owner;

	Phone phone;

	@BeforeEach
	void signIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.hugo = this.people.helpdesk(this.company);
		this.desk = this.doorway.withPassword(this.hugo);
		this.doorway.enroll(this.desk);
		this.emma = this.people.employee(this.company);
		this.owner = this.doorway.withPassword(this.emma);
		this.phone = this.doorway.enroll(this.owner);
	}

	@Test
	void leadsFromTheServiceDeskToANewPasswordAndThroughTheSecondStep_K7_1() {
		Answer issued = ask(this.desk, this.emma);
		Visitor visitor = this.doorway.visitor();
		String forgotten = visitor.get("/sign-in/forgot-password").body();

		Answer opened = open(visitor, this.emma, pass(issued));
		Answer withoutCode = choose(visitor, "");
		Answer chosen = choose(visitor, this.phone.code());
		this.clock.nextCode();

		assertThat(issued.body()).contains("Read it out to Emma Peeters", "choose a password within 15 minutes");
		assertThat(forgotten).contains("they can let you choose a new one", PAGE);
		assertThat(opened.location()).isEqualTo(CHOOSE);
		assertThat(withoutCode.alert()).isNotEmpty();
		assertThat(chosen.location()).isEqualTo("/sign-in?changed");
		assertThat(this.owner.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(this.doorway.withPassword(this.emma).landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.doorway.visitor().signIn(this.emma.username(), CHOSEN).landing("/overview"))
			.isEqualTo("/sign-in/verify");
	}

	@Test
	void isNoSecondStepForSomebodyWhoChangesItsPurposeInTheDatabase_K5_1() {
		String pass = pass(ask(this.desk, this.emma));
		this.jdbc.sql("update temporary_pass set purpose = 'ENROLLMENT' where account_id = ?")
			.param(this.emma.id())
			.update();
		Visitor thief = this.doorway.withPassword(this.emma);
		thief.get("/sign-in/verify/methods");
		thief.post("/sign-in/verify/methods", "id", "temporary-pass");

		Answer answer = thief.post("/sign-in/verify", "code", pass);

		assertThat(answer.alert()).contains("That pass is not right");
	}

	@Test
	void showsStaffThatItWaits_K7_1() {
		String before = this.desk.get(person(this.emma)).body();
		ask(this.desk, this.emma);

		String waiting = this.desk.get(person(this.emma)).body();

		assertThat(before).contains("Let choose a new password", "Verify the caller first");
		assertThat(waiting).contains("for a new password, not used yet",
				"Password, then a code from one of the methods below.");
	}

	@Test
	void leadsSomebodyWithoutAMethodIn_K7_1() {
		AccountProfile lucas = this.people.employee(this.company);
		Visitor visitor = this.doorway.visitor();
		open(visitor, lucas, pass(ask(this.desk, lucas)));

		Answer chosen = choose(visitor, "");

		assertThat(chosen.location()).isEqualTo("/sign-in?changed");
		assertThat(this.doorway.visitor().signIn(lucas.username(), CHOSEN).landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void opensNothingBesideTheChoice_K7_1() {
		AccountProfile lucas = this.people.employee(this.people.organization(People.MANDATORY));
		String forLucas = issue(lucas);
		Visitor atTheWall = this.doorway.withPassword(lucas);
		String forEmma = issue(this.emma);
		Visitor atTheSecondStep = this.doorway.withPassword(this.emma);
		atTheSecondStep.get("/sign-in/verify");

		assertThat(atTheWall.get("/security-info/authenticator-app/open").status()).isEqualTo(200);
		assertThat(atTheWall.post("/security-info/add", "code", forLucas).location()).isEqualTo("/security-info/add");
		assertThat(atTheSecondStep.get("/sign-in/verify/methods").body()).doesNotContain("Temporary pass");
		atTheSecondStep.post("/sign-in/verify/methods", "id", "temporary-pass");
		assertThat(atTheSecondStep.post("/sign-in/verify", "code", forEmma).location()).isEmpty();
		assertThat(atTheSecondStep.landing("/overview")).isEqualTo("/sign-in/verify");
		assertThat(open(this.doorway.visitor(), this.emma, forEmma).location()).isEqualTo(CHOOSE);
	}

	@Test
	void isAnotherPassThanTheOneForAMethod_K7_1() {
		Instant now = this.clock.instant();
		String forAMethod = this.passes
			.issue(this.emma, this.hugo.subject(), now, now.plus(Duration.ofHours(1)), true, REASON)
			.text();

		assertThat(open(this.doorway.visitor(), this.emma, forAMethod).location()).isEmpty();
	}

	@Test
	void letsExactlyOneOfTwentyChoose_K7_1() throws Exception {
		String pass = issue(this.emma);
		List<Callable<Answer>> tries = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Visitor visitor = this.doorway.visitor();
			visitor.get(PAGE);
			tries.add(() -> visitor
				.send(visitor.form(PAGE, visitor.token(), "username", this.emma.username(), "code", pass)));
		}

		List<Answer> answers = Race.of(tries);
		this.clock.forward(Duration.ofMinutes(16));
		Answer late = open(this.doorway.visitor(), this.emma, pass);

		assertThat(answers).allMatch((answer) -> answer.status() < 400)
			.filteredOn((answer) -> answer.location().equals(CHOOSE))
			.hasSizeLessThanOrEqualTo(1);
		assertThat(late.location().equals(CHOOSE))
			.isEqualTo(answers.stream().noneMatch((answer) -> answer.location().equals(CHOOSE)));
	}

	@Test
	void endsWithWhatItWasFor_K7_1() {
		String replaced = issue(this.emma);
		String current = issue(this.emma);
		Visitor choosing = this.doorway.visitor();
		open(choosing, this.emma, current);
		AccountProfile lucas = this.people.employee(this.company);
		String remembered = issue(lucas);
		Visitor ofLucas = this.doorway.withPassword(lucas);
		ofLucas.get("/password");
		ofLucas.post("/password", "currentPassword", People.PASSWORD, "newPassword", CHOSEN, "repeatPassword", CHOSEN);
		AccountProfile late = this.people.employee(this.company);
		String tooLate = issue(late);
		this.passes.takeBack(this.emma, this.hugo.subject(), REASON);
		this.clock.forward(Duration.ofHours(1));

		assertThat(open(this.doorway.visitor(), this.emma, replaced).location()).isEmpty();
		assertThat(choose(choosing, this.phone.code()).status()).isEqualTo(404);
		assertThat(open(this.doorway.visitor(), lucas, remembered).location()).isEmpty();
		assertThat(open(this.doorway.visitor(), late, tooLate).location()).isEmpty();
	}

	@Test
	void isNoWayToSomebodyWithMoreRightsNorToNewcomers_K7_1() {
		AccountProfile hana = this.people.helpdesk(this.company);
		AccountProfile root = this.people.account("Rita Roos", this.company, Set.of(Role.ADMINISTRATOR));
		AccountProfile nora = this.people.newcomer(this.company);
		AccountProfile dan = this.people.employee(this.company);
		this.people.disable(dan);

		assertThat(ask(this.desk, hana).alert()).contains("Only an administrator");
		assertThat(ask(this.desk, root).alert()).contains("more rights than you");
		assertThat(ask(this.desk, this.hugo).alert()).contains("cannot help yourself");
		assertThat(ask(this.desk, nora).alert()).contains("There is no password yet");
		assertThat(ask(this.desk, dan).alert()).contains("The account is disabled");
	}

	private Answer ask(Visitor staff, AccountProfile person) {
		staff.get("/helpdesk");
		staff.post(person(person) + "/caller-check/in-person", "document", "passport");
		return staff.post(person(person) + "/new-password", "reason", REASON, "number", UUID.randomUUID().toString());
	}

	private String issue(AccountProfile owner) {
		return this.passwordPasses.issue(owner, this.hugo.subject(), REASON).text();
	}

	private static String person(AccountProfile person) {
		return "/helpdesk/accounts/" + person.id();
	}

	private static String pass(Answer issued) {
		return issued.find("id=\"temporary-pass\"[^>]*>([^<]*)<");
	}

	private static Answer open(Visitor visitor, AccountProfile account, String pass) {
		visitor.get(PAGE);
		return visitor.post(PAGE, "username", account.username(), "code", pass);
	}

	private static Answer choose(Visitor visitor, String code) {
		visitor.get(CHOOSE);
		return visitor.post(CHOOSE, "code", code, "newPassword", CHOSEN, "repeatPassword", CHOSEN);
	}

}
