package org.secondstep.signin;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.method.SignInMethods;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class SecondStepTests {

	private static final String VERIFY = "/sign-in/verify";

	private static final String IN = "/sign-in/stay-signed-in";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	SignInMethods methods;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SettableClock clock;

	AccountProfile emma;

	Phone phone;

	@BeforeEach
	void enroll() {
		this.emma = this.people.employee();
		this.phone = this.doorway.enroll(this.doorway.withPassword(this.emma));
	}

	@Test
	void refusesUsedCode_C01() {
		String code = this.phone.code();

		Answer first = verify(half(), code);
		Answer second = verify(half(), code);

		assertThat(first.location()).isEqualTo(IN);
		assertThat(second.location()).isEmpty();
		assertThat(second.alert()).contains("already used");
	}

	@Test
	void refusesTheCodeThatProvedTheApp_C01() {
		AccountProfile lucas = this.people.employee();
		Visitor visitor = this.doorway.withPassword(lucas);
		visitor.post("/security-info/authenticator-app/open", "name", "App");
		Phone app = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
		String code = app.code();
		visitor.post("/security-info/authenticator-app/scan", "code", code);

		Answer again = verify(this.doorway.withPassword(lucas), code);

		assertThat(again.alert()).contains("already used");
	}

	@Test
	void acceptsOneCodeOnceInFiftyParallelSignIns_C02() throws Exception {
		List<Visitor> visitors = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			visitors.add(half());
		}
		String code = this.phone.code();

		List<Answer> answers = Race
			.of(visitors.stream().<Callable<Answer>>map((each) -> () -> verify(each, code)).toList());

		assertThat(answers).filteredOn((answer) -> answer.location().equals(IN)).hasSize(1);
		assertThat(answers).noneMatch((answer) -> answer.status() >= 500);
	}

	@ParameterizedTest
	@ValueSource(ints = { -600, -300, -150, -90, -60, 60, 90, 300, 600 })
	void refusesCodesFromBeyondTheWindow_C06(int seconds) {
		Answer answer = verify(half(), this.phone.code(Duration.ofSeconds(seconds)));

		assertThat(answer.location()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 30 })
	void acceptsCodesOfTheWindow_C06(int seconds) {
		Answer answer = verify(half(), this.phone.code(Duration.ofSeconds(seconds)));

		assertThat(answer.location()).isEqualTo(IN);
	}

	@Test
	void acceptsTheCodeOfTheStepBefore_C06() {
		this.clock.nextCode();

		Answer answer = verify(half(), this.phone.code(Duration.ofSeconds(-30)));

		assertThat(answer.location()).isEqualTo(IN);
	}

	@Test
	void endsTheSignInAtTheFifthWrongCodeAndRefusesTheRightOneMeanwhile_C07() {
		Visitor guesser = half();
		for (int i = 0; i < 4; i++) {
			assertThat(verify(guesser, this.phone.wrongCode()).alert()).contains("not right");
		}

		Answer fifth = verify(guesser, this.phone.wrongCode());
		Visitor again = half();
		Answer meanwhile = verify(again, this.phone.code());
		this.clock.forward(Duration.ofSeconds(31));
		Answer afterwards = verify(half(), this.phone.code());

		assertThat(fifth.location()).isEqualTo("/sign-in/ended/too-many-codes");
		assertThat(guesser.landing("/overview")).isEqualTo("/sign-in");
		assertThat(meanwhile.location()).isEqualTo("/sign-in/ended/too-many-codes");
		assertThat(afterwards.location()).isEqualTo(IN);
	}

	@Test
	void waitsLongerAfterEachFurtherMiss_C10() {
		Visitor guesser = half();
		for (int i = 0; i < 5; i++) {
			verify(guesser, this.phone.wrongCode());
		}
		for (int seconds : List.of(30, 60, 120, 240, 480, 900, 900)) {
			this.clock.forward(Duration.ofSeconds(seconds - 1));
			assertThat(verify(half(), this.phone.code()).location()).isEqualTo("/sign-in/ended/too-many-codes");
			this.clock.forward(Duration.ofSeconds(2));
			verify(half(), this.phone.wrongCode());
		}
	}

	@Test
	void tellsAMinuteFromWhichTheRightCodeCounts_C10() {
		Visitor guesser = half();
		for (int i = 0; i < 5; i++) {
			verify(guesser, this.phone.wrongCode());
		}
		Visitor again = half();

		String told = again.get(VERIFY).find("datetime=\"([^\"]+)\"");
		this.clock.forward(Duration.between(this.clock.instant(), Instant.parse(told)));

		assertThat(told).endsWith(":00Z");
		assertThat(verify(again, this.phone.code()).location()).isEqualTo(IN);
	}

	@Test
	void locksAfterAHundredWrongCodesInARow() {
		for (int i = 0; i < 100; i++) {
			verify(half(), this.phone.wrongCode());
			this.clock.forward(Duration.ofMinutes(16));
		}

		Visitor visitor = half();
		Answer answer = verify(visitor, this.phone.code());

		assertThat(answer.location()).isEmpty();
		assertThat(answer.alert()).contains("locked until your service desk unlocks");
		assertThat(visitor.landing("/overview")).isEqualTo(VERIFY);
	}

	@Test
	void buysNoFurtherGuessesByParallelRequests() throws Exception {
		List<Visitor> visitors = new ArrayList<>();
		for (int i = 0; i < 24; i++) {
			visitors.add(half());
		}

		List<Answer> answers = Race
			.of(visitors.stream().<Callable<Answer>>map((each) -> () -> verify(each, this.phone.wrongCode())).toList());

		assertThat(answers).filteredOn((answer) -> answer.alert().contains("not right")).hasSizeLessThanOrEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "undefined", "true", "00000", "-00001", "1234567", "٠١٢٣٤٥", "12 34 5",
			"abcdef", "😀😀😀", "123456\u0000" })
	void refusesOddAnswersWithoutJudgingThem_C20(String odd) {
		Visitor visitor = half();

		for (int i = 0; i < 6; i++) {
			Answer answer = verify(visitor, odd);
			assertThat(answer.status()).isLessThan(500);
			assertThat(answer.location()).isEmpty();
		}

		assertThat(verify(visitor, this.phone.code()).location()).isEqualTo(IN);
	}

	@Test
	void takesTheTimeFromItsOwnClock_C23() {
		Visitor visitor = half();
		String code = this.phone.code(Duration.ofMinutes(10));
		String time = this.clock.instant().plus(Duration.ofMinutes(10)).toString();

		Answer answer = visitor.post(VERIFY, "code", code, "time", time, "timestamp", time, "ts", time);

		assertThat(answer.location()).isEmpty();
	}

	@Test
	void judgesByTheOwnRegisteredMethodsOnly_C12() {
		AccountProfile lucas = this.people.employee();
		Phone others = this.doorway.enroll(this.doorway.withPassword(lucas));
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		Phone removed = this.doorway.enroll(visitor);
		UUID removedId = this.methods.of(this.emma.id()).get(1).id();
		Visitor choosing = half();
		Answer chosen = choosing.post("/sign-in/verify/methods", "id", removedId.toString());
		visitor.get("/security-info");
		visitor.post("/security-info/methods/" + removedId + "/remove");
		Visitor half = half();
		visitor.post("/security-info/authenticator-app/open", "name", "Unproven");
		Phone unproven = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);

		List<Answer> refused = List.of(verify(half, others.code()), verify(half, removed.code()),
				verify(half, unproven.code()), verify(half, this.phone.code() + "0"));

		assertThat(chosen.location()).isEqualTo(VERIFY);
		assertThat(verify(choosing, removed.code()).location()).isEqualTo("/sign-in");
		assertThat(refused).allMatch((answer) -> answer.location().isEmpty());
		for (UUID id : List.of(removedId, this.methods.of(lucas.id()).get(0).id(), UUID.randomUUID())) {
			assertThat(half.post("/sign-in/verify/methods", "id", id.toString()).status()).isEqualTo(404);
		}
		assertThat(verify(half, this.phone.code()).location()).isEqualTo(IN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/overview", "/security-info", "/security-info/add", "/security-info/default",
			"/organizations", "/devices", "/privacy", "/privacy/download", "/security-info/authenticator-app/open",
			"/security-info/authenticator-app/scan", "/security-info/check-code", IN })
	void showsAHalfSignInNothingButTheSecondStep(String path) {
		assertThat(half().get(path).location()).isEqualTo(VERIFY);
	}

	@Test
	void changesTheSessionIdAtEveryFactor_E01() {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		visitor.post("/sign-in", "username", this.emma.username());
		Optional<String> typed = visitor.cookie("SESSION");
		visitor.post("/sign-in/password", "username", this.emma.username(), "password", People.PASSWORD);
		String half = visitor.cookie("SESSION").orElseThrow();
		visitor.get(VERIFY);
		verify(visitor, this.phone.code());
		String full = visitor.cookie("SESSION").orElseThrow();

		assertThat(typed).isEmpty();
		assertThat(full).isNotEqualTo(half);
		Visitor thief = this.doorway.visitor();
		thief.setCookie("SESSION", half);
		assertThat(thief.landing("/overview")).isEqualTo("/sign-in");
	}

	@RepeatedTest(3)
	void keepsTheNewSessionIdWhenTheFormIsSentTwiceAfterAWhile_E01_I15() throws Exception {
		Visitor visitor = half();
		visitor.get(VERIFY);
		String half = visitor.cookie("SESSION").orElseThrow();
		this.doorway.rest(this.emma);
		HttpRequest form = visitor.form(VERIFY, visitor.token(), "code", this.phone.code());
		Callable<Answer> press = () -> visitor.send(form);
		Visitor thief = this.doorway.visitor();
		thief.setCookie("SESSION", half);

		Race.of(List.of(press, press));

		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(thief.landing("/overview")).isEqualTo("/sign-in");
	}

	@Test
	void asksForAFreshSecondStepBeforeMethodsChange_E09() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);

		String fresh = visitor.get("/security-info/default").location();
		this.clock.forward(Duration.ofMinutes(11));
		String stale = visitor.get("/security-info/default").location();
		String posted = visitor.post("/security-info/default", "id", "x", "stepup", "true", "acr", "2").location();
		String reading = visitor.get("/security-info").location();

		assertThat(fresh).isEmpty();
		assertThat(stale).isEqualTo(VERIFY);
		assertThat(posted).isEqualTo(VERIFY);
		assertThat(reading).isEmpty();
	}

	@Test
	void leadsBackToWhereAFreshStepWasNeeded() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		this.clock.forward(Duration.ofMinutes(11));
		visitor.landing("/security-info/default");

		Answer answer = verify(visitor, this.phone.code());

		assertThat(answer.location()).isEqualTo("/security-info/default");
	}

	@Test
	void losesNothingThatWasTypedWhenTheSecondStepIsNoLongerFresh() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		String rename = renameOfTheMethod(visitor);
		this.clock.forward(Duration.ofMinutes(11));

		visitor.post(rename, "name", "\"Emma's\" <phone>");
		String next = verify(visitor, this.phone.code()).location();
		Answer kept = visitor.get(next);
		visitor.post(kept.find("action=\"(/security-info[^\"]+)\""), "name",
				HtmlUtils.htmlUnescape(kept.find("name=\"name\" value=\"([^\"]*)\"")));

		assertThat(next).isEqualTo("/sign-in/unsent-form");
		assertThat(kept.find("(_csrf.*_csrf)")).isEmpty();
		assertThat(this.methods.of(this.emma.id()).get(0).name()).isEqualTo("\"Emma's\" <phone>");
	}

	@Test
	void offersAnUnsentFormInTheNextSessionOfItsAuthorOnly_K2_4() {
		AccountProfile carol = this.people.employee();
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		String rename = renameOfTheMethod(visitor);
		this.clock.forward(Duration.ofMinutes(11));
		visitor.post(rename, "name", "Tablet");
		visitor.signIn(this.emma.username(), People.PASSWORD);
		verify(visitor, this.phone.code());
		String own = visitor.get("/sign-in/unsent-form").body();

		visitor.signIn(carol.username(), People.PASSWORD);
		visitor.signIn(this.emma.username(), People.PASSWORD);
		this.clock.nextCode();
		verify(visitor, this.phone.code());

		assertThat(own).contains("Tablet");
		assertThat(visitor.get("/sign-in/unsent-form").location()).isEqualTo("/overview");
	}

	@Test
	void endsTenMinutesAfterThePasswordAndSaysSo_K2_5() {
		Visitor visitor = half();
		visitor.get(VERIFY);
		this.clock.forward(Duration.ofMinutes(10));

		Answer late = verify(visitor, this.phone.code());
		Answer page = visitor.get(late.location());

		assertThat(late.location()).isEqualTo("/sign-in?late");
		assertThat(page.heading()).isEqualTo("Sign in");
		assertThat(page.body()).contains("More than ten minutes passed", "Sign in again");
		assertThat(visitor.get(VERIFY).location()).isEqualTo("/sign-in");
	}

	@Test
	void letsACodeInUntilThen_K2_5() {
		Visitor visitor = half();
		this.clock.forward(Duration.ofMinutes(10).minusSeconds(1));

		assertThat(verify(visitor, this.phone.code()).location()).isEqualTo(IN);
	}

	@Test
	void keepsPeopleInWhoHaveNoMethodToUse_K2_5() {
		Visitor visitor = this.doorway.withPassword(this.people.employee());
		this.clock.forward(Duration.ofMinutes(15));

		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(this.doorway.enroll(visitor).key()).isNotEmpty();
	}

	@Test
	void changesAndKeepsNothingBeforeTheSecondStep_K2_6() {
		String rename = renameOfTheMethod(this.doorway.withBothSteps(this.emma, this.phone));
		Visitor thief = half();

		thief.post("/language", "language", "fr", "return", "/");
		thief.post(rename, "name", "Mine");
		verify(thief, this.phone.code());

		assertThat(this.accounts.find(this.emma.id()).orElseThrow().language()).isNull();
		assertThat(thief.get("/sign-in/unsent-form").location()).isEqualTo("/overview");
	}

	@Test
	void storesTheLanguageOfPeopleWhoAreIn_K2_6() {
		AccountProfile sam = this.people.employee();

		this.doorway.withPassword(sam).post("/language", "language", "fr", "return", "/");

		assertThat(this.accounts.find(sam.id()).orElseThrow().language()).isEqualTo("fr");
	}

	@Test
	void forgetsAnUnsentFormOfWhoeverWentElsewhere() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		String rename = renameOfTheMethod(visitor);
		this.clock.forward(Duration.ofMinutes(11));

		visitor.post(rename, "name", "Tablet");
		visitor.get("/security-info/default");

		assertThat(verify(visitor, this.phone.code()).location()).isEqualTo("/security-info/default");
		assertThat(visitor.get("/sign-in/unsent-form").location()).isEqualTo("/overview");
	}

	@Test
	void forgetsAnUnsentFormOnceItWasSent() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		String rename = renameOfTheMethod(visitor);
		this.clock.forward(Duration.ofMinutes(11));
		visitor.post(rename, "name", "Tablet");
		verify(visitor, this.phone.code());
		assertThat(visitor.get("/sign-in/unsent-form").location()).isEmpty();
		assertThat(visitor.get(rename).location()).isEmpty();
		assertThat(visitor.get("/sign-in/unsent-form").location()).isEmpty();

		visitor.post(rename, "name", "Tablet");

		assertThat(visitor.get("/sign-in/unsent-form").location()).isEqualTo("/overview");
	}

	@Test
	void forgetsAnUnsentFormAfterHalfAnHour() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		String rename = renameOfTheMethod(visitor);
		this.clock.forward(Duration.ofMinutes(11));
		visitor.post(rename, "name", "Tablet");

		this.clock.forward(Duration.ofMinutes(29));
		verify(visitor, this.phone.code());
		assertThat(visitor.get("/sign-in/unsent-form").location()).isEmpty();
		assertThat(isFormKept()).isTrue();
		this.clock.forward(Duration.ofMinutes(1));

		assertThat(visitor.get("/sign-in/unsent-form").location()).isEqualTo("/overview");
		assertThat(isFormKept()).isFalse();
	}

	@Test
	void showsNobodyElseInTheSameBrowserWhatWasTyped() {
		AccountProfile lucas = this.people.employee();
		Phone his = this.doorway.enroll(this.doorway.withPassword(lucas));
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		String rename = renameOfTheMethod(visitor);
		this.clock.forward(Duration.ofMinutes(11));
		visitor.post(rename, "name", "Emma's phone");

		visitor.signIn(lucas.username(), People.PASSWORD);
		visitor.get(VERIFY);
		verify(visitor, his.code());

		assertThat(visitor.get("/sign-in/unsent-form").location()).isEqualTo("/overview");
	}

	@Test
	void keepsNoPasswordThatCameTooLate() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		visitor.get("/password");
		this.clock.forward(Duration.ofMinutes(11));

		visitor.post("/password", "current", People.PASSWORD, "newPassword", "Other-2fa-portal!");

		assertThat(verify(visitor, this.phone.code()).location()).isEqualTo("/password");
	}

	private boolean isFormKept() {
		return this.jdbc
			.sql("select attribute_bytes from spring_session_attributes a join spring_session s "
					+ "on s.primary_id = a.session_primary_id where s.principal_name = ?")
			.param(this.emma.id().toString())
			.query((row, index) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
			.list()
			.stream()
			.anyMatch((record) -> record.contains("keptForm"));
	}

	private String renameOfTheMethod(Visitor visitor) {
		String rename = "/security-info/methods/" + this.methods.of(this.emma.id()).get(0).id() + "/rename";
		visitor.get(rename);
		return rename;
	}

	@Test
	void diesWithSignOut_E03() {
		Visitor visitor = this.doorway.withBothSteps(this.emma, this.phone);
		Visitor thief = this.doorway.visitor();
		thief.setCookie("SESSION", visitor.cookie("SESSION").orElseThrow());
		assertThat(thief.landing("/overview")).isEqualTo("/overview");

		visitor.post("/sign-out");

		assertThat(thief.landing("/overview")).isEqualTo("/sign-in");
	}

	private Visitor half() {
		return this.doorway.withPassword(this.emma);
	}

	private static Answer verify(Visitor visitor, String code) {
		return visitor.post(VERIFY, "code", code);
	}

}
