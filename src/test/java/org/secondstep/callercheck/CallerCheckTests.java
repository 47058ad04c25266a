package org.secondstep.callercheck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.attempt.Attempts;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PhoneCall;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * "Is that really you?", asked by both ends of a phone line.
 */
@PortalTest
@Tag("database")
class CallerCheckTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	CallerChecks checks;

	@Autowired
	Attempts attempts;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile hugo;

	Visitor desk;

	AccountProfile emma;

	Visitor caller;

	Phone phone;

	PhoneCall call;

	@BeforeEach
	void pickUp() {
		this.hugo = this.people.helpdesk(this.people.organization(People.MANDATORY));
		this.desk = this.doorway.withPassword(this.hugo);
		this.doorway.enroll(this.desk);
		this.emma = this.people.employee(this.hugo.organization());
		this.caller = this.doorway.withPassword(this.emma);
		this.phone = this.doorway.enroll(this.caller);
		this.call = new PhoneCall(this.caller, this.desk, this.emma);
	}

	@Test
	void verifiesBothWaysForTenMinutesAndThisMemberOfStaffOnly() {
		AccountProfile hana = this.people.helpdesk(this.hugo.organization());
		this.call.begin();
		String said = this.call.wordOfCaller();
		String answered = this.call.wordOfStaff();

		Answer first = this.call.callerHears(answered.toUpperCase(Locale.ROOT));
		boolean half = this.checks.holdsUntil(this.hugo.id(), this.emma.id()).isPresent();
		this.call.staffHear(" " + said);

		assertThat(said).isNotEmpty().isNotEqualTo(answered);
		assertThat(first.location()).isEqualTo("/caller-check");
		assertThat(half).isFalse();
		assertThat(this.call.stateOfCaller()).isEqualTo("Verified");
		assertThat(this.call.stateOfStaff()).isEqualTo("Verified");
		Instant until = this.checks.holdsUntil(this.hugo.id(), this.emma.id()).orElseThrow();
		assertThat(Duration.between(this.clock.instant(), until)).isEqualTo(Duration.ofMinutes(10));
		assertThat(this.checks.holdsUntil(hana.id(), this.emma.id())).isEmpty();
		assertThat(this.checks.holdsUntil(this.hugo.id(), hana.id())).isEmpty();
		this.clock.forward(Duration.ofMinutes(10));
		assertThat(this.checks.holdsUntil(this.hugo.id(), this.emma.id())).isEmpty();
	}

	@Test
	void worksWhoeverOpensThePageFirst() {
		this.desk.get("/helpdesk");
		this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check");

		this.call.staffHear(this.call.wordOfCaller());
		String heard = this.desk.get("/helpdesk/accounts/" + this.emma.id() + "/caller-check").body();
		this.call.callerHears(this.call.wordOfStaff());

		assertThat(heard).contains("That was the right word", "my-word").doesNotContain("Word you hear");
		assertThat(this.call.stateOfCaller()).isEqualTo("Verified");
	}

	@Test
	void showsNobodyTheOthersWord_D15() {
		this.call.begin();
		String said = this.call.wordOfCaller();
		String answered = this.call.wordOfStaff();

		String staffPages = this.desk.get("/helpdesk/accounts/" + this.emma.id() + "/caller-check").body()
				+ this.desk.get("/helpdesk/accounts/" + this.emma.id()).body() + this.call.staffHear("wrong").body();

		assertThat(staffPages).doesNotContain(">" + said + "<", "\"" + said + "\"");
		assertThat(this.caller.get("/caller-check").body()).doesNotContain(">" + answered + "<");
	}

	@Test
	void endsAfterThreeWrongWordsWhateverComesThen_D15() {
		this.call.begin();
		String said = this.call.wordOfCaller();
		this.call.callerHears(this.call.wordOfStaff());

		Answer wrong = this.call.staffHear("abandon");
		for (int i = 0; i < 10; i++) {
			this.call.staffHear("guess" + i);
		}
		this.call.staffHear(said);

		assertThat(wrong.alert()).contains("not the other person’s word");
		assertThat(wrong.body()).contains("value=\"abandon\"");
		assertThat(this.call.stateOfStaff()).contains("Three wrong words");
		assertThat(this.call.stateOfCaller()).contains("Three wrong words");
		assertThat(this.checks.holdsUntil(this.hugo.id(), this.emma.id())).isEmpty();
		assertThat(remembered("CALLER_CHECK_FAILED")).containsExactly(this.hugo.username());
		assertThat(this.desk.get("/helpdesk/accounts/" + this.emma.id()).body()).contains("A caller was not verified");
	}

	@Test
	void endsAfterFiveMinutesAndBeginsAnew() {
		this.call.begin();
		String said = this.call.wordOfCaller();
		this.clock.forward(Duration.ofMinutes(5));

		this.call.staffHear(said);
		String late = this.call.stateOfStaff();
		this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check");
		this.caller.post("/caller-check/again");

		assertThat(late).contains("time of this check is over");
		assertThat(this.call.wordOfCaller()).isNotEmpty();
		assertThat(this.call.stateOfStaff()).contains("Read your word");
	}

	@Test
	void countsParallelWordsOneByOne_D15() throws Exception {
		this.call.begin();
		String said = this.call.wordOfCaller();
		this.call.callerHears(this.call.wordOfStaff());
		List<Callable<Answer>> guesses = new ArrayList<>();
		String token = this.desk.token();
		for (int i = 0; i < 12; i++) {
			String word = "guess" + i;
			guesses.add(() -> this.desk.send(this.desk
				.form("/helpdesk/accounts/" + this.emma.id() + "/caller-check/word", token, "word", word)));
		}

		List<Answer> answers = Race.of(guesses);
		this.call.staffHear(said);

		assertThat(answers).allMatch((answer) -> answer.status() < 400);
		assertThat(remembered("CALLER_CHECK_FAILED")).hasSize(1);
		assertThat(remembered("CALLER_VERIFIED")).isEmpty();
	}

	@Test
	void isVerifiedOnceWhenBothTypeAtTheSameTime_I15() throws Exception {
		for (int round = 0; round < 10; round++) {
			this.clock.forward(Duration.ofSeconds(1));
			this.caller.get("/caller-check");
			this.caller.post("/caller-check/again");
			this.call.begin();
			String said = this.call.wordOfCaller();
			String answered = this.call.wordOfStaff();
			int before = remembered("CALLER_VERIFIED").size();

			List<Answer> answers = Race.of(List.of(() -> this.call.staffHear(said), () -> this.call.staffHear(said),
					() -> this.call.callerHears(answered), () -> this.call.callerHears(answered)));

			assertThat(answers).allMatch((answer) -> answer.status() < 400);
			assertThat(remembered("CALLER_VERIFIED")).hasSize(before + 1);
			assertThat(this.call.stateOfCaller()).isEqualTo("Verified");
		}
	}

	@Test
	void takesAPasswordAloneForNothing_D15() {
		Visitor thief = this.doorway.withPassword(this.emma);

		Answer page = thief.get("/caller-check");

		assertThat(page.body()).doesNotContain("my-word").contains("name=\"code\"");
		assertThat(thief.get("/caller-check/state").status()).isEqualTo(404);
		assertThat(thief.post("/caller-check", "word", "apple").location()).isEqualTo("/caller-check");
	}

	@Test
	void verifiesWhoForgotThePasswordByAFreshCodeThatSignsNobodyIn() {
		Visitor guest = this.doorway.visitor();
		guest.get("/caller-check");
		String code = this.phone.code();

		Answer proven = guest.post("/caller-check/code", "username", this.emma.username(), "code", code);
		PhoneCall byCode = new PhoneCall(guest, this.desk, this.emma);
		byCode.verify();

		assertThat(proven.location()).isEqualTo("/caller-check");
		assertThat(guest.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(guest.get("/caller-check/colleague").location()).isEqualTo("/sign-in");
		Visitor again = this.doorway.withPassword(this.emma);
		again.get("/sign-in/verify");
		assertThat(again.post("/sign-in/verify", "code", code).alert()).contains("already used");
		this.clock.forward(Duration.ofMinutes(10));
		assertThat(guest.get("/caller-check").body()).doesNotContain("my-word");
	}

	@Test
	void showsNobodyTheWordOfSomebodyElseInTheSameBrowser_K2_4() {
		AccountProfile carol = this.people.employee(this.hugo.organization());
		this.doorway.enroll(this.doorway.withPassword(carol));
		Visitor shared = prove(this.doorway.visitor());
		String before = shared.get("/caller-check").body();

		shared.signIn(carol.username(), People.PASSWORD);

		assertThat(before).contains("my-word");
		assertThat(shared.get("/caller-check").body()).doesNotContain("my-word").contains("name=\"code\"");
		assertThat(shared.get("/caller-check/state").status()).isEqualTo(404);
	}

	@Test
	void forgetsACodeOfSomebodyElseOnceSomebodyIsSignedIn_K2_4() {
		AccountProfile carol = this.people.employee(this.hugo.organization());
		Phone carols = this.doorway.enroll(this.doorway.withPassword(carol));
		Visitor shared = prove(this.doorway.withPassword(carol));
		String before = shared.get("/caller-check").body();

		shared.get("/sign-in/verify");
		shared.post("/sign-in/verify", "code", carols.code());
		String carolsOwn = shared.get("/caller-check").body();
		shared.post("/sign-out");

		assertThat(before).contains("I am finished");
		assertThat(carolsOwn).contains("my-word").doesNotContain("I am finished");
		assertThat(shared.get("/caller-check").body()).doesNotContain("my-word");
	}

	@Test
	void goesOnWhenTheCallerSignsIn_K2_4() {
		Visitor caller = prove(this.doorway.visitor());
		String before = caller.cookie("SESSION").orElseThrow();

		caller.signIn(this.emma.username(), People.PASSWORD);

		assertThat(caller.get("/caller-check").body()).contains("my-word");
		assertThat(caller.cookie("SESSION").orElseThrow()).isNotEqualTo(before);
	}

	@Test
	void endsAtSignOutAndByAButton_K2_4() {
		Visitor finished = prove(this.doorway.visitor());
		Visitor signedOut = prove(this.doorway.withPassword(this.emma));
		String button = finished.get("/caller-check").body();
		String wrong = finished.post("/caller-check", "word", "").body();

		Answer answer = finished.post("/caller-check/finished");
		signedOut.post("/sign-out");

		assertThat(List.of(button, wrong)).allMatch((page) -> page.contains("I am finished"));
		assertThat(answer.location()).isEqualTo("/caller-check?finished");
		assertThat(finished.get("/caller-check?finished").body()).contains("You can close this page");
		assertThat(List.of(finished, signedOut)).extracting((visitor) -> visitor.get("/caller-check").body())
			.noneMatch((page) -> page.contains("my-word"));
		assertThat(this.caller.get("/caller-check").body()).doesNotContain("I am finished");
	}

	private Visitor prove(Visitor visitor) {
		visitor.get("/caller-check");
		visitor.post("/caller-check/code", "username", this.emma.username(), "code", this.phone.code());
		this.clock.nextCode();
		return visitor;
	}

	@Test
	void tellsNobodyWhetherAnAccountExists_A01() {
		AccountProfile none = this.people.employee(this.hugo.organization());
		AccountProfile disabled = this.people.employee(this.hugo.organization());
		this.people.disable(disabled);
		List<String> typed = List.of(this.emma.username(), none.username(), disabled.username(), "nobody@x.example",
				"x");

		List<String> answers = typed.stream().map((account) -> {
			Visitor guest = this.doorway.visitor();
			guest.get("/caller-check");
			return guest.post("/caller-check/code", "username", account, "code", this.phone.wrongCode());
		}).map((answer) -> answer.status() + answer.alert()).toList();

		assertThat(answers).containsOnly(answers.get(0));
		assertThat(answers.get(0)).contains("do not fit together");
	}

	@Test
	void letsNoStrangerLockTheOwnerOut_C10() {
		Visitor stranger = this.doorway.visitor();
		stranger.get("/caller-check");
		for (int i = 0; i < 120; i++) {
			stranger.post("/caller-check/code", "username", this.emma.username(), "code", this.phone.wrongCode());
		}

		Answer late = stranger.post("/caller-check/code", "username", this.emma.username(), "code", this.phone.code());
		this.doorway.settle();

		assertThat(late.alert()).contains("too many tries");
		assertThat(this.attempts.of(this.emma.id()).failures()).isZero();
		assertThat(remembered("CALLER_CODE_WRONG")).hasSize(5);
		this.clock.nextCode();
		assertThat(this.doorway.withBothSteps(this.emma, this.phone).landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void givesTheCallerMoreTriesOnceStaffBegin() {
		Visitor guest = this.doorway.visitor();
		guest.get("/caller-check");
		for (int i = 0; i < 6; i++) {
			guest.post("/caller-check/code", "username", this.emma.username(), "code", this.phone.wrongCode());
		}
		this.desk.get("/helpdesk");
		this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check");

		Answer proven = guest.post("/caller-check/code", "username", this.emma.username(), "code", this.phone.code());

		assertThat(proven.location()).isEqualTo("/caller-check");
	}

	@Test
	void asksAColleagueWithAFreshSecondStep() {
		AccountProfile sam = this.people.account("Sam Claes", this.hugo.organization(), this.emma.roles());
		Visitor colleague = this.doorway.withPassword(sam);
		Phone phone = this.doorway.enroll(colleague);
		Answer asked = ask(sam.username());
		this.clock.forward(Duration.ofMinutes(11));

		String stale = colleague.get("/caller-check/colleague").location();
		colleague.get("/sign-in/verify");
		colleague.post("/sign-in/verify", "code", phone.code());
		Answer question = colleague.get("/caller-check/colleague");
		String id = question.find("name=\"question\" value=\"([^\"]+)\"");
		Answer answered = colleague.post("/caller-check/colleague", "question", id, "answer", "yes");

		assertThat(asked.location()).isEqualTo("/helpdesk/accounts/" + this.emma.id() + "/caller-check");
		assertThat(stale).isEqualTo("/sign-in/verify");
		assertThat(question.heading()).isEqualTo("Is Emma Peeters beside you now?");
		assertThat(colleague.get("/caller-check").body()).doesNotContain("Is Emma Peeters");
		assertThat(answered.location()).isEqualTo("/caller-check/colleague?answered");
		assertThat(this.call.stateOfStaff()).isEqualTo("Verified");
		assertThat(this.checks.holdsUntil(this.hugo.id(), this.emma.id())).isPresent();
		assertThat(remembered("CALLER_VERIFIED")).containsExactly(sam.username());
	}

	@Test
	void takesOneAnswerOfTheAskedColleagueOnly_D15() throws Exception {
		AccountProfile sam = this.people.account("Sam Claes", this.hugo.organization(), this.emma.roles());
		Visitor colleague = this.doorway.withPassword(sam);
		this.doorway.enroll(colleague);
		ask(sam.username());
		String id = colleague.get("/caller-check/colleague").find("name=\"question\" value=\"([^\"]+)\"");
		this.caller.get("/caller-check");
		this.caller.post("/caller-check/colleague", "question", id, "answer", "yes");
		String token = colleague.token();

		List<Callable<Answer>> answers = new ArrayList<>();
		for (String answer : List.of("yes", "no", "yes", "no")) {
			answers.add(() -> colleague
				.send(colleague.form("/caller-check/colleague", token, "question", id, "answer", answer)));
		}

		assertThat(Race.of(answers)).filteredOn((answer) -> answer.location().endsWith("?answered")).hasSize(1);
		assertThat(remembered("CALLER_VERIFIED").size() + remembered("CALLER_CHECK_FAILED").size()).isOne();
	}

	@Test
	void asksNobodyWhoCannotVouch_D05() {
		AccountProfile bare = this.people.employee(this.hugo.organization());
		AccountProfile foreign = this.people.employee();
		this.doorway.enroll(this.doorway.withPassword(foreign));

		for (String account : List.of(this.emma.username(), this.hugo.username(), bare.username(), foreign.username(),
				"nobody@x.example")) {
			assertThat(ask(account).alert()).as(account).contains("No colleague with this account");
		}
		assertThat(remembered("CALLER_CHECK_STARTED")).isEmpty();
	}

	@Test
	void remembersTheKindOfADocumentAndNothingElse() {
		this.desk.get("/helpdesk");
		String path = "/helpdesk/accounts/" + this.emma.id() + "/caller-check/in-person";

		Answer none = this.desk.post(path, "document", "BE 123-456");
		Answer seen = this.desk.post(path, "document", "passport");

		assertThat(none.alert()).contains("Choose which document");
		assertThat(seen.location()).endsWith("/caller-check");
		assertThat(this.call.stateOfStaff()).isEqualTo("Verified");
		assertThat(details("CALLER_VERIFIED")).containsExactly("passport");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/in-person", "/colleague" })
	void verifiesNeitherThemselvesNorPeopleWithMoreRights_D05(String way) {
		AccountProfile root = this.people.account("Root", this.hugo.organization(),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));

		for (AccountProfile person : List.of(this.hugo, root)) {
			this.desk.get("/helpdesk");
			this.desk.post("/helpdesk/accounts/" + person.id() + "/caller-check" + way, "document", "passport",
					"username", this.emma.username());

			assertThat(this.jdbc.sql("select count(*) from caller_check where account_id = ?")
				.param(person.id())
				.query(Integer.class)
				.single()).isZero();
		}
	}

	@Test
	void keepsNoWordInClear() {
		this.call.begin();
		String said = this.call.wordOfCaller();
		this.call.verify();

		List<String> stored = this.jdbc.sql("select sealed_words from caller_check where account_id = ?")
			.param(this.emma.id())
			.query(String.class)
			.list();
		List<String> audited = this.jdbc
			.sql("select detail from audit_entry where account_id = ? and detail is not null")
			.param(this.emma.id())
			.query(String.class)
			.list();

		assertThat(stored).isNotEmpty().noneMatch((text) -> text.contains(said));
		assertThat(audited).isNotEmpty().doesNotContain(said);
	}

	private Answer ask(String colleague) {
		this.desk.get("/helpdesk");
		return this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check/colleague", "username",
				colleague);
	}

	private List<String> remembered(String action) {
		return column(action, "coalesce(actor_name, 'nobody')");
	}

	private List<String> details(String action) {
		return column(action, "detail");
	}

	private List<String> column(String action, String column) {
		return this.jdbc.sql("select " + column + " from audit_entry where account_id = ? and action = ?")
			.params(this.emma.id(), action)
			.query(String.class)
			.list();
	}

}
