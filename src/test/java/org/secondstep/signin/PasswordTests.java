package org.secondstep.signin;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.limit.Guesses;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.Requests;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class PasswordTests {

	private static final String WRONG = "/sign-in/password?wrong";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Guesses guesses;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	@BeforeEach
	void invent() {
		this.emma = this.people.employee();
	}

	@Test
	void answersUnknownWrongDisabledAndWaitingAlike_A01() {
		AccountProfile dan = this.people.employee();
		this.people.disable(dan);
		AccountProfile waiting = this.people.employee();
		for (int i = 0; i < 5; i++) {
			password(waiting.username(), "wrong");
		}

		List<String> pages = List.of(page("nobody-7f3@nowhere.example", "x"), page(this.emma.username(), "wrong"),
				page(dan.username(), People.PASSWORD), page(waiting.username(), People.PASSWORD));

		assertThat(pages).allMatch((page) -> page.equals(pages.get(0)));
		assertThat(pages.get(0)).contains("do not fit together").doesNotContain("disabled", "locked");
	}

	@Test
	void letsTheOwnerInFromANewBrowserWithinFifteenMinutesOfAttack_K3_3() {
		IntStream.range(0, 50)
			.forEach((i) -> this.guesses.reserve(this.emma.username(), Requests.from("198.51.100." + i)));

		String atOnce = this.doorway.withPassword(this.emma).landing("/overview");
		this.clock.forward(Duration.ofMinutes(15));
		this.guesses.reserve(this.emma.username(), Requests.from("198.51.100.50"));
		String later = this.doorway.withPassword(this.emma).landing("/overview");

		assertThat(atOnce).isEqualTo("/sign-in");
		assertThat(later).isEqualTo("/overview");
	}

	@Test
	void leavesNoSessionOfWhoeverTypedAnAccountOnly() {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		visitor.post("/sign-in", "username", this.emma.username());

		Answer page = visitor.get("/sign-in/password");

		assertThat(page.body()).contains("value=\"" + this.emma.username() + "\"");
		assertThat(visitor.cookie("SESSION")).isEmpty();
		assertThat(visitor.cookie("ACCOUNT")).hasValueSatisfying(
				(sealed) -> assertThat(sealed).doesNotContain(this.emma.username().replaceAll("@.*", "")));
	}

	@Test
	void forgetsTheTypedAccountWhenThePasswordIsRight() {
		Visitor visitor = this.doorway.withPassword(this.emma);

		assertThat(visitor.cookie("ACCOUNT")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "x", "emma@company.example", "k1.AAAA", "00000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void asksForTheAccountAgainWhenAnotherOneIsPlanted(String planted) {
		Visitor visitor = this.doorway.visitor();
		visitor.setCookie("ACCOUNT", planted);

		assertThat(visitor.get("/sign-in/password").location()).isEqualTo("/sign-in");
		assertThat(visitor.get("/sign-in").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/sign-in/temporary-pass, ABCD-EFGH-JKMN-PQRS", "/caller-check/code, 123456" })
	void looksForNoAccountWithAZeroByte_J07(String path, String code) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");

		Answer answer = visitor.post(path, "username", "a\0" + this.emma.username(), "code", code);

		assertThat(answer.status()).isLessThan(500);
	}

	@Test
	void speaksOneLanguageWhenTwoAreChosenAtOnce_I15() throws Exception {
		Visitor visitor = this.doorway.withPassword(this.emma);
		visitor.get("/get-started");
		List<Callable<Answer>> choices = Stream.of("nl", "fr", "de")
			.map((language) -> visitor.form("/language", visitor.token(), "language", language, "return", "/"))
			.<Callable<Answer>>map((form) -> () -> visitor.send(form))
			.toList();

		assertThat(Race.of(choices)).allMatch((answer) -> answer.status() == 302);
	}

	@Test
	void leadsBackToThePageWhoseFormCameAfterTheSessionEnded() {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		HttpRequest late = HttpRequest
			.newBuilder(visitor.form("/devices/end-others", visitor.token()), (name, value) -> true)
			.header("Referer", "http://localhost:" + this.doorway.port() + "/devices")
			.build();

		Answer refused = visitor.send(late);
		visitor.signIn(this.emma.username(), People.PASSWORD);
		Answer wanted = visitor.post("/sign-in/stay-signed-in", "answer", "no");

		assertThat(refused.location()).isEqualTo("/sign-in");
		assertThat(wanted.location()).isEqualTo("/devices");
	}

	@Test
	void hasOneBudgetWhateverTheSpelling_A03() {
		String name = this.emma.username();
		for (String spelling : List.of(name, name.toUpperCase(Locale.ROOT), " " + name, name + " ", name)) {
			password(spelling, "wrong");
		}

		Answer right = password(name, People.PASSWORD);
		this.clock.forward(Duration.ofSeconds(31));
		Answer afterTheWait = password(name, People.PASSWORD);

		assertThat(right.location()).isEqualTo(WRONG);
		assertThat(afterTheWait.location()).isEqualTo("/sign-in/stay-signed-in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP" })
	void believesNoAddressThatTheClientSends_A05(String header) {
		for (int i = 0; i < 5; i++) {
			withHeader(header, "10.0.0." + i, "wrong");
		}

		List<Answer> answers = List.of(withHeader(header, "10.9.9.9", People.PASSWORD),
				withHeader(header, "a", People.PASSWORD), withHeader(header, "::1%eth0", People.PASSWORD),
				withHeader(header, "127.0.0.1:x", People.PASSWORD));
		this.doorway.settle();

		assertThat(answers).allMatch((answer) -> answer.location().equals(WRONG));
		assertThat(
				this.jdbc.sql("select distinct address from audit_entry where account_id = ? and address is not null")
					.param(this.emma.id())
					.query(String.class)
					.list())
			.hasSize(1)
			.noneMatch((address) -> address.startsWith("10."));
	}

	@Test
	void comparesEveryByteOfALongPassword_A07() {
		assertThat(password(this.emma.username(), People.PASSWORD + "x").location()).isEqualTo(WRONG);
		assertThat(password(this.emma.username(), "x".repeat(4096)).location()).isEqualTo(WRONG);
		assertThat(password(this.emma.username(), "x".repeat(5_000_000)).status()).isBetween(400, 413);
		assertThat(password(this.emma.username(), People.PASSWORD).location()).isEqualTo("/sign-in/stay-signed-in");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.test", "//evil.test", "/\\evil.test", "/%09/evil.test", "https:evil.test",
			"https://portal.test@evil.test", "javascript:alert(1)", "/%2f%2fevil.test", "\\\\evil.test" })
	void leadsNowhereElseAfterSignIn_A09(String evil) {
		Visitor visitor = this.doorway.visitor();
		visitor.setCookie("DESTINATION", evil);
		String query = "?continue=" + URLEncoder.encode(evil, StandardCharsets.UTF_8);
		visitor.get("/sign-in" + query);
		visitor.post("/sign-in" + query, "username", this.emma.username(), "next", evil);
		visitor.post("/sign-in/password" + query, "username", this.emma.username(), "password", People.PASSWORD,
				"returnTo", evil);
		visitor.get("/get-started");

		Answer answer = visitor.post("/sign-in/stay-signed-in" + query, "answer", "no", "redirect", evil);
		Answer language = visitor.post("/language", "language", "en", "return", evil);

		assertThat(answer.location()).isEqualTo("/security-info");
		assertThat(language.location()).isEqualTo("/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.test?q=a", "?//evil.test", "/\\evil.test?q=a", "/overview?a#//evil.test",
			"/overview?a=b\r\nLocation: https://evil.test", "/overview?{account}", "/overview?a=b\\c" })
	void leadsNowhereElseInAnotherLanguage_A09(String evil) {
		Answer answer = this.doorway.visitor().post("/language", "language", "nl", "return", evil);

		assertThat(answer.location()).isEqualTo("/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in?token=secret", "/sign-in/new-password?token=secret", "/setup?token=secret",
			"/stop-reset?token=secret", "/caller-check?code=secret" })
	void repeatsNoAddressThatCouldHoldASecret_A09(String address) {
		String page = this.doorway.visitor().get(address).body();

		assertThat(page).contains("name=\"return\"").doesNotContain("secret");
	}

	@Test
	void needsATokenToSignInAndOut_A10() {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		String foreign = this.doorway.visitor().get("/sign-in").find("name=\"_csrf\" value=\"([^\"]+)\"");

		Answer without = visitor
			.send(visitor.form("/sign-in/password", "", "username", this.emma.username(), "password", People.PASSWORD));
		Answer withForeign = visitor.send(visitor.form("/sign-in/password", foreign, "username", this.emma.username(),
				"password", People.PASSWORD));
		Visitor signedIn = this.doorway.withPassword(this.emma);
		Answer byLink = signedIn.get("/sign-out");
		Answer outWithout = signedIn.send(signedIn.form("/sign-out", ""));

		assertThat(List.of(without.status(), withForeign.status(), outWithout.status())).containsOnly(403);
		assertThat(byLink.status()).isEqualTo(404);
		assertThat(signedIn.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void takesCredentialsFromTheBodyOnly_A11() {
		Visitor visitor = this.doorway.visitor();
		String query = "?username=" + this.emma.username() + "&password=" + People.PASSWORD;
		visitor.get("/sign-in" + query);
		visitor.get("/sign-in/password" + query);
		String basic = Base64.getEncoder()
			.encodeToString((this.emma.username() + ":" + People.PASSWORD).getBytes(StandardCharsets.UTF_8));

		List<Integer> posted = Stream.of("password", "p%61ssword")
			.map((name) -> visitor.post("/sign-in/password?" + name + "=" + People.PASSWORD, "username",
					this.emma.username()))
			.map(Answer::status)
			.toList();
		Answer withBasic = visitor
			.send(visitor.request("/overview").header("Authorization", "Basic " + basic).GET().build());

		assertThat(posted).containsExactly(403, 403);
		assertThat(visitor.landing("/overview")).isEqualTo("/sign-in");
		assertThat(withBasic.location()).isEqualTo("/sign-in");
	}

	@Test
	void letsTheOwnerInOnAKnownDeviceWhileAnAttackGoesOn() {
		Phone phone = this.doorway.enroll(this.doorway.withPassword(this.emma));
		Visitor owner = this.doorway.withBothSteps(this.emma, phone);
		owner.post("/sign-out");
		for (int i = 0; i < 8; i++) {
			password(this.emma.username(), "guess" + i);
		}

		String stranger = password(this.emma.username(), People.PASSWORD).location();
		String known = owner.signIn(this.emma.username(), People.PASSWORD).landing("/overview");

		assertThat(stranger).isEqualTo(WRONG);
		assertThat(known).isEqualTo("/sign-in/verify");
	}

	@Test
	void letsACrowdInAtNineOClock_I14() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(40);
		List<Callable<String>> crowd = Stream.generate(() -> this.people.employee(this.emma.organization()))
			.limit(40)
			.map((account) -> (Callable<String>) () -> password(account.username(), People.PASSWORD).location())
			.toList();

		List<Future<String>> landings = threads.invokeAll(crowd);
		threads.shutdown();

		for (Future<String> landing : landings) {
			assertThat(landing.get()).isEqualTo("/sign-in/stay-signed-in");
		}
	}

	@Test
	void remembersNoTypedNameThatIsNoAccount_H02() {
		String secret = "Tr0ub4dor-" + this.emma.id();

		password(secret, "x");
		this.doorway.settle();

		for (String column : List.of("account_name", "actor_name", "detail")) {
			assertThat(this.jdbc.sql("select count(*) from audit_entry where " + column + " like ?")
				.param("%" + secret.substring(0, 12) + "%")
				.query(Integer.class)
				.single()).isZero();
		}
	}

	private Answer password(String username, String password) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		return visitor.post("/sign-in/password", "username", username, "password", password);
	}

	private String page(String username, String password) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		Answer answer = visitor.post("/sign-in/password", "username", username, "password", password);
		return answer.status() + answer.location()
				+ visitor.get("/sign-in/password?wrong")
					.body()
					.replace(username, "NAME")
					.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "TOKEN")
					.replaceAll("(?s)<title>.*?</title>", "")
					.replaceAll("(?s)<a class=\"topbar-name\".*?</a>", "")
					.replaceAll("/theme/[0-9a-f]{6}.css", "THEME")
					.replaceAll("(?s)<footer.*?</footer>", "");
	}

	private Answer withHeader(String header, String value, String password) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		HttpRequest form = visitor.form("/sign-in/password", visitor.token(), "username", this.emma.username(),
				"password", password);
		return visitor.send(HttpRequest.newBuilder(form, (name, each) -> true)
			.uri(URI.create(form.uri().toString()))
			.header(header, value)
			.build());
	}

}
