package org.secondstep.setup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every test begins with an installation that knows nobody.
 */
@PortalTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class SetupTests {

	private static final String PASSWORD = "Correct-horse-2026!";

	@Autowired
	Setup setup;

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Passwords passwords;

	@Test
	void makesTheFirstOrganizationAndItsAdministratorWhoMustEnroll_A13() {
		String token = this.setup.issueToken();
		Visitor visitor = this.doorway.visitor();
		Answer opened = visitor.get("/setup?token=" + token);
		Answer page = visitor.get(opened.location());

		Answer created = create(visitor);
		Visitor administrator = this.doorway.visitor().signIn("ada@company.example", PASSWORD);

		assertThat(opened.location()).isEqualTo("/setup");
		assertThat(page.heading()).isEqualTo("Set up Second Step");
		assertThat(page.body()).doesNotContain(token);
		assertThat(created.location()).isEqualTo("/mfasetup");
		assertThat(administrator.landing("/overview")).isEqualTo("/security-info/add");
	}

	@Test
	void opensNothingWithoutTheToken_A13() {
		String token = this.setup.issueToken();

		List<Answer> answers = List.of(this.doorway.visitor().get("/setup"),
				this.doorway.visitor().get("/setup?token="),
				this.doorway.visitor().get("/setup?token=" + token.substring(1)),
				create(this.doorway.visitor(), "guess"), create(this.doorway.visitor()));

		assertThat(answers).allMatch((answer) -> answer.status() == 404);
		assertThat(this.setup.isNeeded()).isTrue();
	}

	@Test
	void knowsNoBuiltInCredentials_A13() {
		for (String name : List.of("admin", "user", "sa", "root", "emma.peeters@netflow.example",
				"admin@secondstep.example")) {
			for (String password : List.of("admin", "password", "user", "", "Demo-2fa-portal!")) {
				Visitor visitor = this.doorway.visitor().signIn(name, password);

				assertThat(visitor.landing("/overview")).isEqualTo("/sign-in");
			}
		}
	}

	@Test
	void staysOpenInAnotherLanguage_A13() {
		String token = this.setup.issueToken();
		Visitor visitor = this.doorway.visitor();
		Answer page = visitor.get(visitor.landing("/setup?token=" + token));

		String back = visitor
			.post("/language", "language", "nl", "return", page.find("name=\"return\" value=\"([^\"]+)\""))
			.location();

		assertThat(visitor.get(back).body()).contains("lang=\"nl\"", "name=\"mailDomain\"");
		assertThat(this.doorway.visitor().get(back).status()).isEqualTo(404);
		assertThat(create(visitor).location()).isEqualTo("/mfasetup");
	}

	@Test
	void showsTheFormTwiceWhenTheAddressIsOpenedTwiceAtOnce_K2_9() throws Exception {
		String token = this.setup.issueToken();
		Visitor visitor = this.doorway.visitor();
		visitor.get("/setup?token=" + token);
		String cookie = visitor.cookie("SESSION").orElseThrow();
		Callable<Integer> follow = () -> visitor.get(visitor.get("/setup?token=" + token).location()).status();

		for (int i = 0; i < 20; i++) {
			assertThat(Race.of(List.of(follow, follow))).containsOnly(200);
		}
		assertThat(visitor.cookie("SESSION")).contains(cookie);
	}

	@Test
	void keepsNoTokenInClear_A13() {
		String token = this.setup.issueToken();
		this.doorway.visitor().get("/setup?token=" + token);

		List<byte[]> kept = this.jdbc
			.sql("select attribute_bytes from spring_session_attributes order by session_primary_id")
			.query(byte[].class)
			.list();

		assertThat(kept).extracting((bytes) -> new String(bytes, StandardCharsets.UTF_8))
			.anyMatch((text) -> text.contains("setupToken"))
			.noneMatch((text) -> text.contains(token));
	}

	@Test
	void closesAfterADay() {
		String token = this.setup.issueToken();
		this.clock.forward(Duration.ofHours(24).plusSeconds(1));

		Answer answer = this.doorway.visitor().get("/setup?token=" + token);

		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.heading()).isEqualTo("This address is closed");
	}

	@Test
	void tellsOneProblemOfEachFieldInTheOrderOfTheForm() {
		Visitor visitor = this.doorway.visitor();
		visitor.get(visitor.landing("/setup?token=" + this.setup.issueToken()));

		Answer answer = visitor.post("/setup", "organization", " ", "mailDomain", "", "name", "", "account", "",
				"password", "", "repeatPassword", "");

		assertThat(answer.wrongFields()).containsExactly("organization", "mailDomain", "name", "account", "password");
	}

	@Test
	void keepsWhatWasTypedWhenSomethingIsWrong() {
		String token = this.setup.issueToken();
		Visitor visitor = this.doorway.visitor();
		visitor.landing("/setup?token=" + token);

		Answer answer = visitor.post("/setup", "organization", "Company", "mailDomain", "company.example", "name",
				"Ada", "account", "ada@elsewhere.example", "password", PASSWORD, "repeatPassword", "different");

		assertThat(answer.wrongFields()).containsExactly("account", "repeatPassword");
		assertThat(answer.body()).contains("value=\"ada@elsewhere.example\"", "value=\"Company\"")
			.doesNotContain(PASSWORD);
		assertThat(this.setup.find(token)).isPresent();
	}

	@Test
	void closesTheAddressesOfOtherNodesToo_A13() {
		String ours = this.setup.issueToken();
		Map<String, Object> row = this.jdbc.sql("select * from setup_token").query().singleRow();
		String theirs = this.setup.issueToken();
		this.jdbc.sql("insert into setup_token (token_hash, expires_at) values (?, ?)")
			.params(row.get("token_hash"), row.get("expires_at"))
			.update();

		create(this.doorway.visitor(), ours);

		assertThat(this.setup.find(theirs)).isEmpty();
		assertThat(create(this.doorway.visitor(), theirs).status()).isEqualTo(404);
	}

	@Test
	void opensNothingByARowThatSomebodyEditedOrInvented_K5_8() {
		String token = this.setup.issueToken();
		Visitor early = this.doorway.visitor();
		early.get("/setup?token=" + token);
		this.clock.forward(Setup.LIFETIME);
		this.jdbc.sql("update setup_token set expires_at = timestamp '2100-01-01 00:00:00'").update();
		this.jdbc.sql("insert into setup_token (token_hash, expires_at) values (?, timestamp '2100-01-01 00:00:00')")
			.param(DigestUtils.sha256Hex("invented"))
			.update();

		List<Answer> answers = List.of(create(early), create(this.doorway.visitor(), token),
				create(this.doorway.visitor(), "invented"));

		assertThat(answers).extracting(Answer::status).containsOnly(404);
		assertThat(this.setup.isNeeded()).isTrue();
	}

	@Test
	void asksForASecondAdministratorUntilThereIsOne_K7_2() {
		create(this.doorway.visitor(), this.setup.issueToken());
		Visitor ada = this.doorway.visitor().signIn("ada@company.example", PASSWORD);
		this.doorway.enroll(ada);
		String alone = ada.get("/admin").body();
		this.people.account("Bea Claes", this.people.organization(MfaPolicy.VOLUNTARY), Set.of(Role.ADMINISTRATOR));

		String together = ada.get("/admin").body();

		assertThat(alone).contains("There is only one administrator.");
		assertThat(together).contains("All organizations").doesNotContain("There is only one administrator.");
	}

	@Test
	void worksOnceInTwentyParallelTries() throws Exception {
		String token = this.setup.find(this.setup.issueToken()).orElseThrow();
		PasswordHash password = this.passwords.hash(PASSWORD);
		ExecutorService threads = Executors.newFixedThreadPool(20);
		List<Callable<Boolean>> tries = IntStream.range(0, 20)
			.mapToObj((i) -> (Callable<Boolean>) () -> this.setup.complete(token, "Company " + i, "c" + i + ".example",
					"Ada", Username.parse("ada@c" + i + ".example").orElseThrow(), password))
			.toList();

		int completed = 0;
		for (Future<Boolean> each : threads.invokeAll(tries)) {
			completed += each.get() ? 1 : 0;
		}
		threads.shutdown();

		assertThat(completed).isEqualTo(1);
		assertThat(this.setup.isOpen(token)).isFalse();
		assertThat(this.setup.isNeeded()).isFalse();
	}

	private static Answer create(Visitor visitor, String token) {
		visitor.get("/setup?token=" + token);
		return create(visitor);
	}

	private static Answer create(Visitor visitor) {
		return visitor.post("/setup", "organization", "Company", "mailDomain", "company.example", "name",
				"Ada Lovelace", "account", "ada@company.example", "password", PASSWORD, "repeatPassword", PASSWORD);
	}

}
