package org.secondstep.authenticator;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountGenerations;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.method.SignInMethods;
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

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PortalTest
class EnrollmentTests {

	private static final String OPEN = "/security-info/authenticator-app/open";

	private static final String SCAN = "/security-info/authenticator-app/scan";

	private static final String DONE = "/security-info/authenticator-app/done";

	private static final MfaPolicy ANOTHER_KIND = new MfaPolicy(null, 3, false, 14, Set.of("another-kind"));

	@Autowired
	People people;

	@Autowired
	SignInMethods methods;

	@Autowired
	Enrollments enrollments;

	@Autowired
	Proof proof;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountGenerations generations;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.emma = this.people.employee();
		this.visitor = this.doorway.withPassword(this.emma);
	}

	@Test
	void tellsItsOwnerLaterWhyACodeWasWrong() {
		Phone phone = begin();
		this.visitor.post("/security-info/authenticator-app/scan", "code", phone.code(Duration.ofSeconds(-120)));

		Answer privacy = this.visitor.get("/privacy");

		assertThat(privacy.body()).contains("A wrong code while setting up", "(the phone’s clock is slow)")
			.doesNotContain("clock-slow");
	}

	@Test
	void countsNothingBeforeItWasProven_B01() {
		Phone phone = begin();

		Visitor again = this.doorway.withPassword(this.emma);
		String landing = again.landing("/overview");
		Answer overview = again.get("/overview");

		assertThat(landing).isEqualTo("/overview");
		assertThat(overview.body()).contains("Not protected yet", "Step 8 of 9", "stopped before its first code")
			.doesNotContain(phone.key());
		assertThat(again.post("/sign-in/verify", "code", phone.code()).location()).isEqualTo("/overview");
	}

	@Test
	void keepsTheSameQrCodeWhateverThePersonDoes_B02() {
		Phone phone = begin();

		this.visitor.post(SCAN, "code", phone.wrongCode());
		String afterWrongCode = key(this.visitor);
		this.visitor.get(OPEN);
		this.visitor.post(OPEN, "name", "Another name");
		String afterBack = key(this.visitor);
		Answer proven = this.visitor.post(SCAN, "code", phone.code());

		assertThat(List.of(afterWrongCode, afterBack)).containsOnly(phone.key());
		assertThat(proven.location()).isEqualTo(DONE);
	}

	@Test
	void beginsANewSecretInANewSignIn_K2_7() {
		Phone earlier = begin();
		this.visitor.post("/sign-out");
		this.visitor.signIn(this.emma.username(), People.PASSWORD);

		Answer scan = this.visitor.get(SCAN);
		Answer open = this.visitor.get(OPEN);
		Phone phone = begin();
		Answer named = this.visitor.post(SCAN, "code", earlier.code());
		Answer proven = this.visitor.post(SCAN, "code", phone.code());

		assertThat(scan.location()).isEqualTo(OPEN);
		assertThat(open.body()).contains("You began in an earlier sign-in").doesNotContain(earlier.key());
		assertThat(phone.key()).isNotEqualTo(earlier.key());
		assertThat(named.alert()).contains("earlier QR code");
		assertThat(proven.location()).isEqualTo(DONE);
	}

	@Test
	void showsTheOwnersQrCodeToNobodyWhoPlantedACookie_K2_7() {
		String planted = "0123456789abcdef0123456789abcdef";
		this.visitor.setCookie("ENROLLMENT", planted);
		Phone owners = begin();
		Visitor thief = this.doorway.visitor();
		thief.setCookie("ENROLLMENT", planted);
		thief.signIn(this.emma.username(), People.PASSWORD);

		Answer scan = thief.get(SCAN);

		assertThat(scan.location()).isEqualTo(OPEN);
		assertThat(thief.get(OPEN).body()).doesNotContain(owners.key());
		assertThat(this.visitor.cookie("ENROLLMENT")).contains(planted);
	}

	@Test
	void registersNothingOnceAChangeEndedTheSession_K2_1() {
		Phone phone = begin();
		AccountProfile seen = this.accounts.find(this.emma.id()).orElseThrow();
		String signIn = this.jdbc.sql("select sign_in from pending_authenticator where account_id = ?")
			.param(seen.id())
			.query(String.class)
			.single();
		this.transaction.executeWithoutResult((status) -> this.generations.raise(seen.id()));

		Confirmation confirmation = this.proof.confirm(seen, signIn, phone.code());

		assertThat(confirmation).isInstanceOf(Confirmation.NothingPending.class);
		assertThat(this.methods.of(seen.id())).isEmpty();
	}

	@Test
	void callsASecondAppTheSameInTheAppAndInThePortal() {
		this.doorway.enroll(this.visitor);
		String offered = this.visitor.get(OPEN).body();
		this.visitor.post(OPEN, "name", "Authenticator app");
		Answer scan = this.visitor.get(SCAN);
		Phone second = Phone.scan(scan, this.clock);

		this.visitor.post(SCAN, "code", second.code());

		assertThat(offered).contains("value=\"Authenticator app 2\"");
		assertThat(scan.body()).contains(this.emma.username() + " (Authenticator app 2)",
				"%20%28Authenticator%20app%202%29?secret=");
		assertThat(this.visitor.get(DONE).body()).contains("“Authenticator app 2” is set up. You can use it");
		assertThat(this.visitor.get("/security-info").body()).contains("Authenticator app 2");
	}

	@Test
	void throwsTheQrCodeAwayAfterTwentyWrongCodes_B02() {
		Phone phone = begin();
		for (int i = 0; i < 19; i++) {
			assertThat(this.visitor.post(SCAN, "code", phone.wrongCode()).alert()).doesNotContain("thrown away");
		}

		Answer twentieth = this.visitor.post(SCAN, "code", phone.wrongCode());
		Answer late = this.visitor.post(SCAN, "code", phone.code());

		assertThat(twentieth.alert()).contains("thrown away");
		assertThat(key(this.visitor)).isNotEqualTo(phone.key());
		assertThat(late.location()).isEmpty();
	}

	@Test
	void leavesNoTraceOfTheSecret_B03() {
		this.visitor.post(OPEN, "name", "App");

		Answer page = this.visitor.get(SCAN);

		assertThat(page.header("Cache-Control")).contains("no-store");
		assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(page.body()).doesNotContain("<img", "src=\"http", "href=\"http");
		assertThat(this.doorway.visitor().get(SCAN).location()).isEqualTo("/sign-in");
	}

	@Test
	void confirmsOnlyTheOwnEnrollment_B07() {
		Phone emmas = begin();
		Visitor carol = this.doorway.withPassword(this.people.employee());
		carol.post(OPEN, "name", "App");

		Answer answer = carol.post(SCAN, "code", emmas.code(), "accountId", this.emma.id().toString());

		assertThat(answer.location()).isEmpty();
		assertThat(this.visitor.post(SCAN, "code", emmas.code()).location()).isEqualTo(DONE);
	}

	@Test
	void showsTheSameQrCodeInTwoTabs_B08() {
		Phone phone = begin();

		this.visitor.post(OPEN, "name", "App");
		String secondTab = key(this.visitor);
		Answer confirmed = this.visitor.post(SCAN, "code", phone.code());
		Answer late = this.visitor.post(SCAN, "code", phone.code());

		assertThat(secondTab).isEqualTo(phone.key());
		assertThat(confirmed.location()).isEqualTo(DONE);
		assertThat(late.location()).isEqualTo(DONE);
	}

	@Test
	void hidesTheQrCodeFromEveryOtherBrowser_B08() {
		Phone owners = begin();
		Visitor thief = this.doorway.withPassword(this.emma);

		Answer scan = thief.get(SCAN);
		Answer open = thief.get(OPEN);
		Answer again = thief.post("/security-info/authenticator-app/start-again");
		Answer guess = thief.post(SCAN, "code", owners.code());

		assertThat(List.of(scan.location(), guess.location())).containsOnly(OPEN);
		assertThat(again.location()).isEqualTo(SCAN);
		assertThat(open.body()).contains("You began in an earlier sign-in").doesNotContain(owners.key());
		assertThat(this.visitor.post(SCAN, "code", owners.code()).location()).isEqualTo(DONE);
	}

	@Test
	void countsTheBrowserThatBeganLast_B08() {
		Phone first = begin();
		Visitor other = this.doorway.withPassword(this.emma);
		other.post(OPEN, "name", "App");

		Phone second = Phone.scan(other.get(SCAN), this.clock);
		Answer earlierCode = other.post(SCAN, "code", first.code());
		Answer overtaken = this.visitor.post(SCAN, "code", first.code());
		Answer told = this.visitor.get(OPEN);
		Answer confirmed = other.post(SCAN, "code", second.code());

		assertThat(second.key()).isNotEqualTo(first.key());
		assertThat(earlierCode.alert()).contains("earlier QR code");
		assertThat(overtaken.location()).isEqualTo(OPEN);
		assertThat(told.body()).contains("You began in an earlier sign-in");
		assertThat(confirmed.location()).isEqualTo(DONE);
	}

	@RepeatedTest(5)
	void showsOneQrCodeWhenTwoBrowsersBeginAtOnce_B08() {
		List<Visitor> browsers = List.of(this.visitor, this.doorway.withPassword(this.emma));

		for (int i = 0; i < 3; i++) {
			List<Answer> begun = browsers.parallelStream().map((browser) -> browser.post(OPEN, "name", "App")).toList();
			List<String> shown = browsers.stream().map((browser) -> browser.get(SCAN).location()).toList();

			assertThat(begun).allMatch((answer) -> answer.location().equals(SCAN));
			assertThat(shown).containsExactlyInAnyOrder("", OPEN);
		}
	}

	@Test
	void diesAfterHalfAnHourWithItsSecret_B12() {
		Phone phone = begin();
		this.clock.forward(Duration.ofMinutes(30));

		Answer late = this.visitor.post(SCAN, "code", phone.code());

		assertThat(late.location()).isEqualTo(OPEN);
		assertThat(this.jdbc.sql("select count(*) from pending_authenticator where account_id = ?")
			.param(this.emma.id())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void registersOnceWhenTheFormIsSentTwice_I15() {
		Phone phone = begin();
		String code = phone.code();

		Answer first = this.visitor.post(SCAN, "code", code);
		Answer second = this.visitor.post(SCAN, "code", code);

		assertThat(List.of(first.location(), second.location())).containsOnly(DONE);
		assertThat(this.jdbc.sql("select count(*) from sign_in_method where account_id = ?")
			.param(this.emma.id())
			.query(Integer.class)
			.single()).isOne();
	}

	@RepeatedTest(10)
	void confirmsOrStartsAgainWhenBothAreAskedAtOnce_I15() throws Exception {
		Phone phone = begin();
		HttpRequest confirm = this.visitor.form(SCAN, this.visitor.token(), "code", phone.code());
		HttpRequest wrong = this.visitor.form(SCAN, this.visitor.token(), "code", phone.code(Duration.ofDays(1)));
		HttpRequest again = this.visitor.form("/security-info/authenticator-app/start-again", this.visitor.token());

		List<Answer> answers = Race.of(Stream.of(confirm, again, wrong)
			.<Callable<Answer>>map((form) -> () -> this.visitor.send(form))
			.toList());

		assertThat(answers).allMatch((answer) -> answer.status() < 400);
	}

	@RepeatedTest(10)
	void confirmsOrBeginsElsewhereWhenBothAreAskedAtOnce_I15() throws Exception {
		Phone first = this.doorway.enroll(this.visitor);
		Visitor elsewhere = this.doorway.withBothSteps(this.emma, first);
		Phone second = begin();
		HttpRequest confirm = this.visitor.form(SCAN, this.visitor.token(), "code", second.code());
		HttpRequest begin = elsewhere.form(OPEN, elsewhere.token(), "name", "Tablet");

		List<Answer> answers = Race.of(List.of(() -> this.visitor.send(confirm), () -> elsewhere.send(begin)));

		assertThat(answers).allMatch((answer) -> answer.status() < 400);
	}

	@RepeatedTest(3)
	void staysSignedInWhenTheFormIsSentTwiceAfterAWhile_I15() throws Exception {
		Phone phone = begin();
		this.doorway.rest(this.emma);
		HttpRequest confirm = this.visitor.form(SCAN, this.visitor.token(), "code", phone.code());
		Callable<Answer> press = () -> this.visitor.send(confirm);

		assertThat(Race.of(List.of(press, press))).extracting(Answer::location).contains(DONE);
		assertThat(this.visitor.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void keepsNothingReadableInTheDatabase_G01() {
		Phone phone = begin();
		this.visitor.post("/security-info/authenticator-app/start-again");
		Phone second = Phone.scan(this.visitor.get(SCAN), this.clock);
		this.visitor.post(SCAN, "code", second.code());

		String sealed = this.jdbc.sql("""
				select a.sealed_secret from authenticator_app a join sign_in_method m on m.id = a.method_id
				where m.account_id = ?""").param(this.emma.id()).query(String.class).single();

		assertThat(sealed).doesNotContain(phone.key(), second.key()).startsWith("test.");
		assertThat(this.jdbc.sql("select count(*) from earlier_authenticator where account_id = ?")
			.param(this.emma.id())
			.query(Integer.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { -95, -300, -580, 95, 300, 580 })
	void namesAWrongClock(int seconds) {
		Phone phone = begin();

		String alert = this.visitor.post(SCAN, "code", phone.code(Duration.ofSeconds(seconds))).alert();
		int named = Integer.parseInt(alert.replaceAll("\\D+(\\d+) seconds.*", "$1"));

		assertThat(alert).contains((seconds < 0) ? "slow" : "fast", "automatic date and time");
		assertThat(named).isBetween(Math.abs(seconds) - 16, Math.abs(seconds) + 16);
	}

	@Test
	void namesACodeOfAnEarlierQrCode() {
		Phone earlier = begin();
		this.visitor.post("/security-info/authenticator-app/start-again");

		Answer answer = this.visitor.post(SCAN, "code", earlier.code());

		assertThat(answer.alert()).contains("earlier QR code");
	}

	@ParameterizedTest
	@ValueSource(strings = { TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA256,
			TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA512 })
	void namesAnAppThatIgnoresTheSettings(String algorithm) {
		Phone phone = begin();

		Answer answer = this.visitor.post(SCAN, "code", phone.code(Duration.ZERO, algorithm));

		assertThat(answer.alert()).contains("ignores the settings");
	}

	@Test
	void namesTheCodeOfAnotherAppOfThePerson() {
		Phone first = this.doorway.enroll(this.visitor);
		this.visitor.post(OPEN, "name", "Tablet");

		Answer answer = this.visitor.post(SCAN, "code", first.code());

		assertThat(answer.alert()).contains("the code of “Authenticator app”");
	}

	@Test
	void explainsNoCodeThatStillOpensTheAccount_C01() {
		Phone first = this.doorway.enroll(this.visitor);
		this.visitor.post(OPEN, "name", "Tablet");
		String guessed = first.code();
		Visitor half = this.doorway.withPassword(this.emma);
		half.get("/sign-in/verify");

		Answer explained = this.visitor.post(SCAN, "code", guessed);
		Answer opened = half.post("/sign-in/verify", "code", guessed);

		assertThat(explained.alert()).contains("the code of “Authenticator app”");
		assertThat(opened.location()).isEmpty();
		assertThat(opened.alert()).contains("already used");
	}

	@Test
	void namesAWrongLengthAndDoesNotCountIt_J11() {
		Phone phone = begin();
		for (int i = 0; i < 30; i++) {
			assertThat(this.visitor.post(SCAN, "code", "12345").alert()).contains("you typed 5 characters");
		}

		Answer answer = this.visitor.post(SCAN, "code", phone.code());

		assertThat(answer.location()).isEqualTo(DONE);
	}

	@Test
	void putsTheNameOfASecondAppIntoItsLabel() {
		this.doorway.enroll(this.visitor);
		this.visitor.post(OPEN, "name", "Tablet");

		String link = this.visitor.get(SCAN).find("href=\"(otpauth:[^\"]+)\"");

		assertThat(link).contains("%28Tablet%29", "algorithm=SHA1", "digits=6", "period=30");
	}

	@Test
	void needsAPassWhereThePolicySaysSo_B16() {
		MfaPolicy policy = new MfaPolicy(LocalDate.of(2026, 1, 1), 0, true, 14, Set.of());
		OrganizationProfile organization = this.people.organization(policy);
		Visitor thief = this.doorway.withPassword(this.people.employee(organization));

		for (String path : List.of(OPEN, SCAN, "/security-info/authenticator-app/start-again")) {
			assertThat(thief.get(path).location()).isEqualTo("/security-info/add");
			assertThat(thief.post(path, "name", "App", "code", "123456").location()).isEqualTo("/security-info/add");
		}
		assertThat(thief.get("/security-info/add").body()).contains("temporary pass").doesNotContain(OPEN);
	}

	@Test
	void registersNoKindThatIsNotAllowed_K4_4() {
		AccountProfile employee = this.people.employee(this.people.organization(ANOTHER_KIND));
		Visitor colleague = this.doorway.withPassword(employee);

		for (String path : List.of(OPEN, SCAN, "/security-info/authenticator-app/start-again")) {
			assertThat(colleague.get(path).location()).isEqualTo("/security-info/add");
			assertThat(colleague.post(path, "name", "App", "code", "123456").location())
				.isEqualTo("/security-info/add");
		}
		assertThatIllegalStateException()
			.isThrownBy(() -> this.methods.register(employee, AuthenticatorApps.KIND, "App"))
			.withMessageContaining("allowed kind");
		assertThatIllegalStateException().isThrownBy(() -> this.enrollments.begin(employee, "browser", "App"));
	}

	@Test
	void registersNoKindThatWasForbiddenMeanwhile_K4_4() {
		Phone phone = begin();
		this.jdbc.sql("update organization set kinds = 'another-kind' where id = ?")
			.param(this.emma.organization().id())
			.update();

		Answer answer = this.visitor.post(SCAN, "code", phone.code());

		assertThat(answer.location()).isEqualTo("/security-info/add");
		assertThat(this.methods.of(this.emma.id())).isEmpty();
	}

	@Test
	void keepsAMethodWhoseKindIsNoLongerAllowed_K4_4() {
		Phone phone = this.doorway.enroll(this.visitor);
		this.jdbc.sql("update organization set kinds = 'another-kind' where id = ?")
			.param(this.emma.organization().id())
			.update();

		assertThat(this.doorway.withBothSteps(this.emma, phone).landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void letsNobodyAroundTheWall() {
		OrganizationProfile organization = this.people.organization(People.MANDATORY);
		AccountProfile employee = this.people.employee(organization);
		Visitor first = this.doorway.withPassword(employee);
		Visitor secondSession = this.doorway.withPassword(employee);

		for (String path : List.of("/overview", "/security-info", "/organizations", "/devices", "/privacy",
				"/privacy/download", "/security-info/default", "/security-info/check-code")) {
			assertThat(first.get(path).location()).isEqualTo("/security-info/add");
			assertThat(secondSession.get(path).location()).isEqualTo("/security-info/add");
		}
		assertThat(first.get("/security-info/add").status()).isEqualTo(200);
		assertThat(first.get("/sign-in/help").status()).isEqualTo(200);
	}

	@Test
	void alwaysDemandsAMethodOfStaff() {
		Visitor staff = this.doorway.withPassword(this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY)));

		assertThat(staff.get("/overview").location()).isEqualTo("/security-info/add");
	}

	@Test
	void asksAgainAfterTheDaysOfTheRegularPrompt() {
		Phone phone = this.doorway.enroll(this.visitor);
		Visitor staying = this.doorway.withBothSteps(this.emma, phone);
		staying.post("/sign-in/stay-signed-in", "answer", "yes");

		this.clock.forward(Duration.ofDays(13));
		String before = staying.get("/overview").location();
		this.clock.forward(Duration.ofDays(2));
		String after = staying.get("/overview").location();

		assertThat(before).isEmpty();
		assertThat(after).isEqualTo("/sign-in/verify");
	}

	private Phone begin() {
		this.visitor.post(OPEN, "name", "Authenticator app");
		return Phone.scan(this.visitor.get(SCAN), this.clock);
	}

	private String key(Visitor tab) {
		return Phone.scan(tab.get(SCAN), this.clock).key();
	}

}
