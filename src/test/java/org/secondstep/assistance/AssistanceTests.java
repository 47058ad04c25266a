package org.secondstep.assistance;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.callercheck.CallerChecks;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.session.Sessions;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.KeptSessions;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PhoneCall;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What staff do for people, and what they may not do.
 */
@PortalTest
class AssistanceTests {

	private static final String[] CHANGES = { "METHODS_RESET", "METHODS_UNLOCKED", "METHOD_REMOVED_BY_STAFF",
			"PASS_ISSUED", "PASSWORD_PASS_ISSUED", "PASS_TAKEN_BACK", "ENROLLMENT_REQUIRED", "SESSIONS_ENDED_BY_STAFF",
			"ACCOUNT_DISABLED", "ACCOUNT_ENABLED" };

	private static final String REASON = "Ticket 4711: new phone";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	CallerChecks checks;

	@Autowired
	SignInMethods methods;

	@Autowired
	MfaDuty duty;

	@Autowired
	Sessions sessions;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	Assistance assistance;

	@Autowired
	PassAssistance passAssistance;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile hugo;

	Visitor desk;

	AccountProfile emma;

	Visitor caller;

	Phone phone;

	String pass = "";

	@BeforeEach
	void openTheDesk() {
		this.hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		this.desk = this.doorway.withPassword(this.hugo);
		this.doorway.enroll(this.desk);
		this.emma = this.people.employee(this.hugo.organization());
		this.caller = this.doorway.withPassword(this.emma);
		this.phone = this.doorway.enroll(this.caller);
	}

	static Stream<String> actions() {
		return Stream.concat(Arrays.stream(Help.values()).filter(Help::needsCaller).map(Help::key),
				Stream.of("temporary-pass", "new-password", "methods/{id}/remove"));
	}

	static Stream<String> allActions() {
		return Stream.concat(actions(), Stream.of(Help.TAKE_BACK_PASS.key()));
	}

	@ParameterizedTest
	@MethodSource("actions")
	void refusesEverythingUntilTheCallerIsVerified_D15(String action) {
		prepare(action);
		List<Object> before = stand();

		Answer page = this.desk.get(path(action));
		Answer refused = act(action, "verified", "true");

		assertThat(page.alert()).contains("Verify the caller first");
		assertThat(page.body()).contains("disabled=\"disabled\"");
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.body()).contains(REASON);
		assertThat(stand()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("allActions")
	void needsAReasonAndShowsTheButtonAgain_D07(String action) {
		prepare(action);
		verify();
		List<Object> before = stand();

		for (String reason : List.of("", "  ", "x", "x  ", " x\u00a0", "x".repeat(100_000).substring(0, 60_000))) {
			Answer refused = this.desk.post(path(action), "reason", reason, "hours", "1", "number",
					UUID.randomUUID().toString());

			assertThat(refused.status()).isEqualTo(200);
			assertThat(refused.alert()).isNotEmpty();
		}
		assertThat(stand()).isEqualTo(before);
		Answer page = this.desk.get(path(action));
		assertThat(page.body()).contains("name=\"reason\"").doesNotContain("disabled=\"disabled\"");
		assertThat(page.find("<button class=\"action-(?:danger|primary)\"[^>]*>([^<]*)<")).isEqualTo(page.heading());
	}

	@ParameterizedTest
	@MethodSource("allActions")
	void wantsAFreshSecondStep_D07(String action) {
		prepare(action);
		verify();
		List<Object> before = stand();
		this.clock.forward(Duration.ofMinutes(11));
		this.jdbc.sql("update caller_check set verified_at = ? where account_id = ?")
			.params(java.sql.Timestamp.from(this.clock.instant()), this.emma.id())
			.update();

		assertThat(this.desk.get(path(action)).location()).isEqualTo("/sign-in/verify");
		assertThat(act(action).location()).isEqualTo("/sign-in/verify");
		assertThat(stand()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("actions")
	void worksForOneOwnMemberOfStaffOnly_D15(String action) {
		AccountProfile hana = this.people.helpdesk(this.hugo.organization());
		Visitor other = this.doorway.withPassword(hana);
		this.doorway.enroll(other);
		prepare(action);
		verify();
		List<Object> before = stand();

		other.get("/helpdesk");
		Answer refused = other.post(path(action), "reason", REASON, "hours", "1", "number",
				UUID.randomUUID().toString());

		assertThat(refused.status()).isEqualTo(403);
		assertThat(stand()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("allActions")
	void doesNotExistForOtherOrganizationsAndEmployees_D02(String action) {
		AccountProfile foreign = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		Visitor stranger = this.doorway.withPassword(foreign);
		this.doorway.enroll(stranger);
		verify();

		assertThat(stranger.get(path(action)).status()).isEqualTo(404);
		assertThat(stranger.post(path(action), "reason", REASON, "hours", "1").status()).isEqualTo(404);
		assertThat(this.caller.get(path(action)).status()).isEqualTo(404);
		assertThat(this.caller.post(path(action), "reason", REASON, "hours", "1").status()).isEqualTo(404);
		assertThat(this.methods.of(this.emma.id())).hasSize(1);
	}

	/**
	 * Whom a member of staff may help: rows act, columns are helped.
	 */
	@ParameterizedTest
	@CsvSource({ "HELPDESK, EMPLOYEE, true", "HELPDESK, HELPDESK, true", "HELPDESK, ADMINISTRATOR, false",
			"ADMINISTRATOR, EMPLOYEE, true", "ADMINISTRATOR, HELPDESK, true", "ADMINISTRATOR, ADMINISTRATOR, true" })
	void helpsNobodyWithMoreRights_D05(Role acting, Role helped, boolean allowed) {
		AccountProfile staff = this.people.account("Staff", this.hugo.organization(),
				EnumSet.of(Role.EMPLOYEE, acting));
		AccountProfile person = this.people.account("Person", this.hugo.organization(),
				EnumSet.of(Role.EMPLOYEE, helped));
		Visitor visitor = this.doorway.withPassword(staff);
		this.doorway.enroll(visitor);
		this.doorway.enroll(this.doorway.withPassword(person));
		String base = "/helpdesk/accounts/" + person.id();

		visitor.get("/helpdesk");
		visitor.post(base + "/caller-check/in-person", "document", "passport");
		Answer answer = visitor.post(base + "/disable", "reason", REASON);

		assertThat(answer.location().endsWith("?done=disable")).isEqualTo(allowed);
		assertThat(this.accounts.find(person.id()).orElseThrow().enabled()).isEqualTo(!allowed);
		assertThat(visitor.get(base).body().contains("more rights than you")).isEqualTo(!allowed);
	}

	@Test
	void letsNobodyHelpThemselvesByASecondAccount_D05() {
		this.jdbc.sql("update account set email = upper(?) where id = ?")
			.params(this.hugo.email(), this.emma.id())
			.update();

		this.desk.get("/helpdesk");
		this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check/in-person", "document", "passport");

		assertThat(this.checks.holdsUntil(this.hugo.id(), this.emma.id())).isEmpty();
		assertThat(act("reset-methods").status()).isEqualTo(403);
		assertThat(this.desk.get("/helpdesk/accounts/" + this.hugo.id()).body()).contains("cannot help yourself");
	}

	@Test
	void resetsMethodsSessionsAndWhatWasBegun_H09() {
		this.caller.get("/security-info/authenticator-app/open");
		this.caller.post("/security-info/authenticator-app/open", "name", "Half done");
		Phone half = Phone.scan(this.caller.get("/security-info/authenticator-app/scan"), this.clock);
		verify();

		Answer done = act("reset-methods");

		assertThat(done.location()).isEqualTo("/helpdesk/accounts/" + this.emma.id() + "?done=reset-methods");
		assertThat(this.desk.get(done.location()).body()).contains("Done: Reset sign-in methods");
		assertThat(this.methods.of(this.emma.id())).isEmpty();
		assertThat(this.caller.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(remembered("METHODS_RESET")).containsExactly(this.hugo.username() + " " + REASON);
		Visitor again = this.doorway.withPassword(this.emma);
		assertThat(again.landing("/overview")).isEqualTo("/overview");
		again.get("/security-info/add");
		again.post("/security-info/authenticator-app/scan", "code", half.code());
		assertThat(this.methods.of(this.emma.id())).isEmpty();
		assertThat(this.desk.get("/helpdesk/accounts/" + this.emma.id()).body()).contains("Not started");
	}

	@Test
	void tellsStaffWhatEnded_K4_1() {
		verify();
		issue();

		String reset = this.desk.get(act("reset-methods").location()).body();
		String disabled = this.desk.get(act("disable").location()).body();
		verify();
		String enabled = this.desk.get(act("enable").location()).body();

		assertThat(reset).contains("signed out everywhere", "Ended with it: temporary pass.");
		assertThat(disabled).contains("signed out everywhere", "Ended with it: caller check.");
		assertThat(enabled).doesNotContain("Ended with it", "signed out everywhere");
	}

	@Test
	void removesOneMethodAndWhatItOpenedAndLeavesTheOthers() {
		this.doorway.enroll(this.caller);
		UUID first = this.methods.of(this.emma.id()).get(0).id();
		verify();

		act("methods/" + first + "/remove");

		assertThat(this.methods.of(this.emma.id())).singleElement()
			.satisfies((left) -> assertThat(left.isDefault()).isTrue())
			.satisfies((left) -> assertThat(left.id()).isNotEqualTo(first));
		assertThat(remembered("METHOD_REMOVED_BY_STAFF"))
			.containsExactly(this.hugo.username() + " Authenticator app: " + REASON);
		assertThat(this.caller.get("/overview").location()).isEqualTo("/sign-in");
	}

	@Test
	void unlocksAndSaysWhyNotWhileNothingIsLocked() {
		verify();
		String free = this.desk.get("/helpdesk/accounts/" + this.emma.id()).body();
		lock();

		act("unlock");

		assertThat(free).contains("The methods are not locked.");
		assertThat(this.doorway.withBothSteps(this.emma, this.phone).landing("/overview")).isEqualTo("/overview");
		assertThat(remembered("METHODS_UNLOCKED")).hasSize(1);
	}

	@Test
	void endsAllSessions() {
		verify();

		act("end-sessions");

		assertThat(this.caller.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(this.methods.of(this.emma.id())).hasSize(1);
		assertThat(remembered("SESSIONS_ENDED_BY_STAFF")).hasSize(1);
	}

	@Test
	void endsSessionsThatNoListFinds_K2_2() {
		verify();
		this.jdbc.sql("update spring_session set principal_name = null where principal_name = ?")
			.param(this.emma.id().toString())
			.update();

		act("end-sessions");

		assertThat(this.caller.get("/overview").location()).isEqualTo("/sign-in");
	}

	@Test
	void needsAPassAfterAResetWhateverTheRule_K4_3() {
		verify();
		issue();

		String after = this.desk.get(act("reset-methods").location()).body();
		Visitor thief = this.doorway.withPassword(this.emma);
		Answer refused = thief.get("/security-info/authenticator-app/open");
		String asked = thief.get("/security-info/add").body();
		boolean ended = this.passes.of(this.emma.id()).isEmpty();
		String pass = act("temporary-pass").find("id=\"temporary-pass\"[^>]*>([^<]*)<");
		thief.post("/security-info/add", "code", pass);
		this.doorway.enroll(thief);

		assertThat(after).contains("needs a temporary pass to set up another one",
				"href=\"/helpdesk/accounts/" + this.emma.id() + "/temporary-pass\"");
		assertThat(refused.location()).isEqualTo("/security-info/add");
		assertThat(asked).contains("A temporary pass from your service desk is needed before you add a method");
		assertThat(ended).isTrue();
		assertThat(this.methods.of(this.emma.id())).hasSize(1);
	}

	@Test
	void needsAPassOnceStaffRemovedTheLastMethod_K4_3() {
		UUID only = this.methods.of(this.emma.id()).get(0).id();
		verify();

		act("methods/" + only + "/remove");

		assertThat(this.doorway.withPassword(this.emma).get("/security-info/authenticator-app/open").location())
			.isEqualTo("/security-info/add");
	}

	@Test
	void asksNoPassOfWhoNeverEnrolled_K4_3() {
		AccountProfile lucas = this.people.employee(this.hugo.organization());
		this.desk.get("/helpdesk");
		this.desk.post("/helpdesk/accounts/" + lucas.id() + "/caller-check/in-person", "document", "passport");
		this.desk.post("/helpdesk/accounts/" + lucas.id() + "/require-enrollment", "reason", REASON);
		Visitor visitor = this.doorway.withPassword(lucas);

		this.doorway.enroll(visitor);

		assertThat(this.methods.of(lucas.id())).hasSize(1);
	}

	@Test
	void demandsANewEnrollmentBeforeAnythingElse() {
		verify();

		act("require-enrollment");
		issue();
		Visitor again = this.doorway.withPassword(this.emma);
		again.post("/sign-in/verify", "code", this.pass);
		String before = again.landing("/overview");
		this.doorway.enroll(again);

		assertThat(before).isEqualTo("/security-info/add");
		assertThat(again.landing("/overview")).isEqualTo("/overview");
		assertThat(this.duty.isMandatory(this.emma)).isFalse();
		assertThat(remembered("ENROLLMENT_REQUIRED")).hasSize(1);
	}

	@Test
	void keepsADisabledAccountOutAndItsSessionsDead() {
		verify();

		act("disable");
		String out = this.caller.get("/overview").location();
		Answer unverified = act("enable");
		verify();
		act("enable");

		assertThat(out).isEqualTo("/sign-in");
		assertThat(unverified.status()).isEqualTo(403);
		assertThat(this.caller.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(this.doorway.withBothSteps(this.emma, this.phone).landing("/overview")).isEqualTo("/overview");
		assertThat(remembered("ACCOUNT_DISABLED")).containsExactly(this.hugo.username() + " " + REASON);
		assertThat(remembered("ACCOUNT_ENABLED")).containsExactly(this.hugo.username() + " " + REASON);
	}

	@Test
	void showsAPassOnceInTheAnswerItself_D09() {
		verify();

		Answer issued = act("temporary-pass");
		String pass = issued.find("id=\"temporary-pass\"[^>]*>([^<]*)<");

		assertThat(issued.status()).isEqualTo(200);
		assertThat(pass).hasSizeGreaterThan(12);
		assertThat(issued.header("Cache-Control")).contains("no-store");
		assertThat(this.desk.get("/helpdesk/accounts/" + this.emma.id()).body()).doesNotContain(pass);
		assertThat(this.desk.get("/helpdesk/audit").body()).doesNotContain(pass);
		assertThat(remembered("PASS_ISSUED")).singleElement()
			.asString()
			.startsWith(this.hugo.username() + " " + REASON);
	}

	@Test
	void showsTheOwnerWhoLookedAndWhoActed_D19() {
		this.desk.get("/helpdesk/accounts/" + this.emma.id());
		verify();
		act("end-sessions");
		Visitor owner = this.doorway.withBothSteps(this.emma, this.phone);

		String page = owner.get("/privacy").body().replaceAll("\\s+", " ");
		String download = owner.get("/privacy/download").body();

		for (String action : List.of("PERSON_VIEWED", "CALLER_VERIFIED", "SESSIONS_ENDED_BY_STAFF")) {
			assertThat(download).containsPattern(action + "\"[^}]*\"actor\" ?: ?\"" + this.hugo.username());
		}
		assertThat(page).contains("(" + REASON + ") by " + this.hugo.username())
			.doesNotContain("by " + this.emma.username());
	}

	@Test
	void takesAPassBackAtOnceWithoutTheCaller_D09() {
		issue();
		Visitor thief = this.doorway.withPassword(this.emma);
		thief.get("/sign-in/verify/methods");
		thief.post("/sign-in/verify/methods", "id", "temporary-pass");
		String used = thief.post("/sign-in/verify", "code", this.pass).location();
		String person = "/helpdesk/accounts/" + this.emma.id();

		Answer done = act("take-back-pass");

		assertThat(used).isEqualTo("/security-info/add");
		assertThat(done.location()).isEqualTo(person + "?done=take-back-pass");
		assertThat(thief.get("/security-info/authenticator-app/open").location()).isEqualTo("/sign-in");
		assertThat(this.passes.of(this.emma.id())).isEmpty();
		assertThat(remembered("PASS_TAKEN_BACK")).containsExactly(this.hugo.username() + " " + REASON);
		assertThat(this.desk.get(person).body()).contains("There is no pass.");
	}

	@Test
	void endsWhatAPassOpenedWhenAnotherReplacesIt_D09() {
		issue();
		Visitor waiting = this.doorway.withPassword(this.emma);
		verify();
		act("temporary-pass");
		int unused = waiting.get("/sign-in/verify").status();
		issue();
		Visitor thief = this.doorway.withPassword(this.emma);
		thief.get("/sign-in/verify/methods");
		thief.post("/sign-in/verify/methods", "id", "temporary-pass");
		String used = thief.post("/sign-in/verify", "code", this.pass).location();

		Answer issued = act("temporary-pass");

		assertThat(unused).isEqualTo(200);
		assertThat(used).isEqualTo("/security-info/add");
		assertThat(issued.find("id=\"temporary-pass\"[^>]*>([^<]*)<")).isNotEmpty();
		assertThat(thief.get("/security-info/authenticator-app/open").location()).isEqualTo("/sign-in");
	}

	@Test
	void judgesStaffAsTheyAreWhenItIsDone_D17_I16() {
		verify();
		UUID method = this.methods.of(this.emma.id()).get(0).id();
		Instant now = this.clock.instant();
		this.people.disable(this.hugo);
		List<Object> before = stand();

		for (Help help : EnumSet.of(Help.RESET_METHODS, Help.REQUIRE_ENROLLMENT, Help.END_SESSIONS, Help.DISABLE)) {
			assertThat(this.assistance.help(help, this.hugo, this.emma, REASON)).contains(Obstacle.MORE_RIGHTS);
		}
		assertThat(this.assistance.removeMethod(method, this.hugo, this.emma, REASON)).contains(Obstacle.MORE_RIGHTS);
		assertThat(this.passAssistance.issue("1", this.hugo, this.emma, now, now.plusSeconds(60), false, REASON))
			.isEmpty();
		assertThat(stand()).isEqualTo(before);
	}

	@Test
	void letsOnlyAnAdministratorEnableAColleague_D05() {
		this.emma = this.people.helpdesk(this.hugo.organization());
		this.people.disable(this.emma);
		verify();

		Answer refused = act("enable");

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.body()).contains("Only an administrator may let a colleague");
		assertThat(this.accounts.find(this.emma.id()).orElseThrow().enabled()).isFalse();
	}

	@Test
	void takesBackWhatThePassOfANewcomerBought_D09() {
		this.emma = this.people.newcomer(this.hugo.organization());
		issue();
		Visitor thief = this.doorway.visitor();
		thief.get("/sign-in/temporary-pass");
		thief.post("/sign-in/temporary-pass", "username", this.emma.username(), "code", this.pass);
		int before = thief.get("/sign-in/new-password").status();

		act("take-back-pass");

		assertThat(before).isEqualTo(200);
		assertThat(thief.get("/sign-in/new-password").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "87600,", "-1,", "0,", "x,", "1,2020-01-01T00:00", "1,9999-12-31T00:00", "1,yesterday" })
	void issuesNoPassWithImpossibleTimes_D09(String hours, String starts) {
		verify();

		Answer refused = this.desk.post(path("temporary-pass"), "number", UUID.randomUUID().toString(), "reason",
				REASON, "hours", hours, "starts", (starts != null) ? starts : "");

		assertThat(refused.status()).isEqualTo(200);
		assertThat(refused.alert()).isNotEmpty();
		assertThat(refused.body()).contains(REASON);
		assertThat(remembered("PASS_ISSUED")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "reset-methods", "methods/{id}/remove", "require-enrollment", "disable", "end-sessions",
			"take-back-pass" })
	void endsSessionsAlthoughTheirRowsStay_K2_1(String action) {
		prepare(action);
		List<Visitor> stolen = Stream.generate(() -> this.doorway.withBothSteps(this.emma, this.phone))
			.limit(3)
			.toList();
		verify();
		try (KeptSessions kept = new KeptSessions(this.jdbc, this.emma.id())) {
			Answer done = act(action);
			this.jdbc.sql("update account set enabled = true where id = ?").param(this.emma.id()).update();

			assertThat(done.status()).isEqualTo(302);
			assertThat(remembered(CHANGES)).isNotEmpty();
			assertThat(stolen).extracting((thief) -> thief.get("/security-info").location()).containsOnly("/sign-in");
			assertThat(signedIn()).isZero();
			assertThat(kept.count()).isEqualTo(4);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "take-back-pass", "reset-methods", "unlock", "require-enrollment", "disable" })
	void hasOneEffectWhenPressedTwice_I15(String action) throws Exception {
		prepare(action);
		verify();
		int before = remembered(CHANGES).size();
		this.desk.get(path(action));
		String token = this.desk.token();
		Callable<Answer> press = () -> this.desk.send(this.desk.form(path(action), token, "reason", REASON));

		List<Answer> answers = Race.of(List.of(press, press, press));
		answers.add(press.call());

		assertThat(answers).allMatch((answer) -> answer.location().endsWith("?done=" + action));
		assertThat(remembered(CHANGES)).hasSize(before + 1);
	}

	@Test
	void givesEverySerialOrderAndNeverAFault_I16() throws Exception {
		for (int round = 0; round < 8; round++) {
			AccountProfile person = this.people.employee(this.hugo.organization());
			Visitor visitor = this.doorway.withPassword(person);
			Phone own = this.doorway.enroll(visitor);
			Visitor signingIn = this.doorway.withPassword(person);
			signingIn.get("/sign-in/verify");
			visitor.get("/security-info/authenticator-app/open");
			visitor.post("/security-info/authenticator-app/open", "name", "Second");
			Phone second = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
			UUID method = this.methods.of(person.id()).get(0).id();
			visitor.get("/security-info");
			this.desk.get("/helpdesk");
			String base = "/helpdesk/accounts/" + person.id();
			this.desk.post(base + "/caller-check/in-person", "document", "passport");

			List<Answer> answers = Race.of(List.of(
					() -> this.desk.send(this.desk.form(base + "/reset-methods", this.desk.token(), "reason", REASON)),
					() -> this.desk.send(this.desk.form(base + "/disable", this.desk.token(), "reason", REASON)),
					() -> signingIn.send(signingIn.form("/sign-in/verify", signingIn.token(), "code", own.code())),
					() -> visitor.send(visitor.form("/security-info/authenticator-app/scan", visitor.token(), "code",
							second.code())),
					() -> visitor.send(visitor.form("/security-info/methods/" + method + "/rename", visitor.token(),
							"name", "Other"))));

			assertThat(answers).allSatisfy((answer) -> assertThat(answer.status()).isLessThan(500));
			boolean disabledFirst = answers.get(0).status() == 403; // which ends the
																	// caller check
			assertThat(disabledFirst || answers.get(0).location().endsWith("?done=reset-methods")).isTrue();
			assertThat(this.methods.of(person.id())).extracting((left) -> left.name())
				.isSubsetOf(disabledFirst ? List.of("Authenticator app", "Other", "Second") : List.of("Second"));
			assertThat(this.accounts.find(person.id()).orElseThrow().enabled()).isFalse();
			this.clock.nextCode();
		}
	}

	@Test
	void leavesNoPassToADisabledAccount_I16() throws Exception {
		String person = "/helpdesk/accounts/" + this.emma.id();
		this.desk.get("/helpdesk");
		for (int round = 0; round < 10; round++) {
			this.desk.post(person + "/caller-check/in-person", "document", "passport");
			List<Answer> answers = Race.of(List.of(
					() -> this.desk.send(this.desk.form(person + "/temporary-pass", this.desk.token(), "reason", REASON,
							"hours", "1", "number", UUID.randomUUID().toString())),
					() -> this.desk.send(this.desk.form(person + "/disable", this.desk.token(), "reason", REASON))));

			assertThat(answers.get(0).status()).isIn(200, 403);
			assertThat(answers.get(1).location()).endsWith("?done=disable");
			assertThat(this.passes.of(this.emma.id())).isEmpty();
			this.people.enable(this.emma);
		}
	}

	@Test
	void issuesOnePassForAForm_I15() throws Exception {
		String form = "/helpdesk/accounts/" + this.emma.id() + "/temporary-pass";
		verify();
		String number = this.desk.get(form).find("name=\"number\" value=\"([^\"]+)\"");
		String token = this.desk.token();
		Callable<Answer> send = () -> this.desk
			.send(this.desk.form(form, token, "reason", REASON, "hours", "1", "number", number));

		List<Answer> answers = Race.of(List.of(send, send, send, send));
		List<Integer> once = passes();
		this.passes.takeBack(this.emma, this.hugo.subject(), REASON);
		Answer later = send.call();

		assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409, 409, 409);
		assertThat(later.status()).isEqualTo(409);
		assertThat(later.alert()).startsWith("This form was already sent");
		assertThat(later.find("id=\"fresh\" href=\"([^\"]+)\"")).isEqualTo(form);
		assertThat(later.body()).contains(REASON).doesNotContain(number);
		assertThat(once).containsExactly(1, 1);
		assertThat(passes()).containsExactly(0, 1);
		assertThat(remembered("PASS_ISSUED")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "'; drop table account" })
	void givesTheFormAgainIfItHasNoNumber_I15(String number) {
		verify();

		Answer again = this.desk.post(path("temporary-pass"), "reason", REASON, "hours", "4", "number", number);
		String fresh = again.find("name=\"number\" value=\"([^\"]+)\"");
		Answer issued = this.desk.post(path("temporary-pass"), "reason", REASON, "hours", "4", "number", fresh);

		assertThat(again.alert()).contains("Press the button again");
		assertThat(again.body()).contains(REASON, "value=\"4\" selected");
		assertThat(issued.find("id=\"temporary-pass\"[^>]*>([^<]*)<")).isNotEmpty();
		assertThat(remembered("PASS_ISSUED")).hasSize(1);
	}

	@Test
	void endsActionsWithTheRole_D17_I16() throws Exception {
		AccountProfile root = this.people.account("Rita Roos", this.hugo.organization(), Set.of(Role.ADMINISTRATOR));
		Visitor admin = this.doorway.withPassword(root);
		this.doorway.enroll(admin);
		verify();
		this.desk.get("/helpdesk");
		String edit = "/admin/accounts/" + this.hugo.id();
		String edition = admin.get(edit).find("name=\"edition\" value=\"([0-9]+)\"");

		List<Answer> answers = Race.of(List.of(
				() -> this.desk.send(this.desk.form("/helpdesk/accounts/" + this.emma.id() + "/reset-methods",
						this.desk.token(), "reason", REASON)),
				() -> admin.send(admin.form(edit, admin.token(), "edition", edition, "displayName",
						this.hugo.displayName(), "email", this.hugo.email(), "organization",
						this.hugo.organization().id().toString(), "roles", "EMPLOYEE", "enabled", "true"))));
		Answer after = this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/disable", "reason", REASON);

		boolean reset = answers.get(0).location().endsWith("?done=reset-methods");
		assertThat(answers).allMatch((answer) -> answer.status() < 500);
		assertThat(this.methods.hasAny(this.emma.id())).isEqualTo(!reset);
		assertThat(this.accounts.find(this.hugo.id()).orElseThrow().isStaff()).isFalse();
		assertThat(after.location()).isEqualTo("/sign-in");
		assertThat(this.accounts.find(this.emma.id()).orElseThrow().enabled()).isTrue();
	}

	/**
	 * Brings about what an action changes.
	 */
	private void prepare(String action) {
		if ("unlock".equals(action)) {
			lock();
		}
		if ("take-back-pass".equals(action)) {
			issue();
		}
		if ("enable".equals(action)) {
			this.people.disable(this.emma);
		}
	}

	private void issue() {
		Instant now = this.clock.instant();
		this.pass = this.passes.issue(this.emma, this.hugo.subject(), now, now.plus(Duration.ofHours(1)), true, REASON)
			.text();
	}

	/**
	 * @return how many there are and count for the limit of an hour
	 */
	private List<Integer> passes() {
		return this.jdbc.sql("""
				select (select count(*) from temporary_pass where account_id = :id),
				(select count(*) from reset_request where account_id = :id)""")
			.param("id", this.emma.id())
			.query((row, index) -> List.of(row.getInt(1), row.getInt(2)))
			.single();
	}

	private void lock() {
		this.jdbc.sql("update second_step_attempts set failures = 100 where account_id = ?")
			.param(this.emma.id())
			.update();
	}

	private void verify() {
		if (this.accounts.find(this.emma.id()).orElseThrow().enabled()) {
			new PhoneCall(this.caller, this.desk, this.emma).verify();
		}
		else {
			this.desk.get("/helpdesk");
			this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check/in-person", "document", "passport");
		}
	}

	private String path(String action) {
		String method = this.methods.of(this.emma.id())
			.stream()
			.map((each) -> each.id().toString())
			.findFirst()
			.orElse("");
		return "/helpdesk/accounts/" + this.emma.id() + "/" + action.replace("{id}", method);
	}

	private Answer act(String action, String... more) {
		String[] fields = Stream
			.concat(Stream.of("reason", REASON, "hours", "1", "number", UUID.randomUUID().toString()), Stream.of(more))
			.toArray(String[]::new);
		this.desk.get("/helpdesk");
		return this.desk.post(path(action), fields);
	}

	private int signedIn() {
		int generation = this.accounts.find(this.emma.id()).orElseThrow().generation();
		return this.sessions.of(this.emma.id(), generation).size();
	}

	/**
	 * @return all that any action could have changed
	 */
	private List<Object> stand() {
		return List.of(this.methods.of(this.emma.id()), signedIn(),
				this.accounts.find(this.emma.id()).orElseThrow().enabled(), this.duty.isDemanded(this.emma.id()),
				remembered(CHANGES).size(),
				this.jdbc.sql("select failures from second_step_attempts where account_id = ?")
					.param(this.emma.id())
					.query(Integer.class)
					.single());
	}

	/**
	 * @return by whom and why
	 */
	private List<String> remembered(String... actions) {
		return this.jdbc
			.sql("select actor_name || ' ' || detail from audit_entry where account_id = :id and action in (:actions) "
					+ "and actor_name is not null")
			.param("id", this.emma.id())
			.param("actions", List.of(actions))
			.query(String.class)
			.list();
	}

}
