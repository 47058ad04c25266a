package org.secondstep.apitoken;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@PortalTest
class ApiTokenTests {

	private static final String PAGE = "/admin/api-tokens";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	ApiTokens tokens;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile anna;

	Visitor administrator;

	@BeforeEach
	void signIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.anna = this.people.account("Anna Smets", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.administrator = this.doorway.withPassword(this.anna);
		this.doorway.enroll(this.administrator);
		this.administrator.get(PAGE);
	}

	@Test
	void showsATokenOnceAndKeepsItsHashOnly_G02() {
		String name = name();
		Answer made = create(name, this.company.id().toString(), "365");
		String secret = made.find("<output[^>]*>(sst_[A-Za-z0-9_-]{43})</output>");
		Answer list = this.administrator.get(PAGE);

		assertThat(made.heading()).isEqualTo("API tokens");
		assertThat(made.header("Cache-Control")).contains("no-store");
		assertThat(secret).isNotEmpty();
		assertThat(list.body())
			.contains(name, secret.substring(0, 12) + "…", this.company.name(), "Anna Smets", "Works", "never")
			.doesNotContain(secret);
		assertThat(this.jdbc.sql("select * from api_token").query().listOfRows().toString()).doesNotContain(secret);
		assertThat(this.jdbc.sql("select attribute_bytes from spring_session_attributes").query(byte[].class).list())
			.isNotEmpty()
			.noneMatch((bytes) -> new String(bytes, StandardCharsets.ISO_8859_1).contains(secret));
	}

	@Test
	void remembersWhoMadeAndWhoRevoked_H01_H02() {
		String name = name();
		String secret = create(name, this.company.id().toString(), "30").find("(sst_[A-Za-z0-9_-]{43})");
		this.administrator.post(PAGE + "/" + id(name) + "/revoke");

		List<String> told = this.jdbc.sql("""
				select action || ' ' || actor_name || ' ' || detail from audit_entry
				where chain_id = ? and action like 'API_TOKEN_%' order by id""")
			.param(this.company.id())
			.query(String.class)
			.list();

		assertThat(told).containsExactly("API_TOKEN_CREATED " + this.anna.username() + " " + name + ", 30 days",
				"API_TOKEN_REVOKED " + this.anna.username() + " " + name);
		assertThat(told.toString()).doesNotContain(secret);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "''|all|30|Give the token a name.", "' '|all|30|Give the token a name.",
					"Report|''|30|Choose an organization, or all of them.",
					"Report|2b1d8c1e-0000-4000-8000-000000000000|30|Choose an organization, or all of them.",
					"Report|x|30|Choose an organization, or all of them.",
					"Report|all|366|Choose 30, 90, 180 or 365 days.", "Report|all|-1|Choose 30, 90, 180 or 365 days.",
					"Report|all|1e9|Choose 30, 90, 180 or 365 days.", "Report|all|''|Choose how long it is valid." })
	void saysWhatIsMissing_J02(String name, String organization, String days, String message) {
		Answer answer = create(name, organization, days);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.alert()).contains(message);
		assertThat(answer.body()).doesNotContain("<output").contains("value=\"" + name + "\"");
	}

	@Test
	void refusesLongAndOddNames_J02() {
		for (String name : List.of("x".repeat(101), "x".repeat(10_000), "a\nb", "\u0000", "a\u202Eb")) {
			assertThat(create(name, "all", "30").status()).isEqualTo(400);
		}
		assertThat(this.administrator.post(PAGE).status()).isEqualTo(400);
		assertThat(create("<b>" + name(), "all", "30").body()).contains("&lt;b&gt;").doesNotContain("<b>");
	}

	@Test
	void usesANameOnceHoweverManyAskAtOnce() throws InterruptedException {
		String name = name();
		List<Boolean> made = atOnce(() -> this.tokens.create(this.anna, name, null, Duration.ofDays(1)).isPresent());

		assertThat(made).containsOnlyOnce(true).hasSize(8);
		Answer again = create(name, "all", "30");
		assertThat(again.status()).isEqualTo(400);
		assertThat(again.alert()).contains("There is, or was, a token with this name");
	}

	@Test
	void revokesOnceHoweverManyAskAtOnce() throws InterruptedException {
		String name = name();
		create(name, this.company.id().toString(), "30");
		UUID id = UUID.fromString(id(name));

		atOnce(() -> {
			this.tokens.revoke(this.anna, id);
			return true;
		});

		assertThat(this.jdbc.sql("select count(*) from audit_entry where action = 'API_TOKEN_REVOKED' and chain_id = ?")
			.param(this.company.id())
			.query(Integer.class)
			.single()).isOne();
		assertThat(this.administrator.get(PAGE).body()).contains("Revoked").doesNotContain(id + "/revoke");
	}

	@Test
	void makesNoneForLongerThanAYear() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.tokens.create(this.anna, name(), null, Duration.ofDays(366)));
	}

	@Test
	void saysWhyATokenDoesNotWork() {
		AccountProfile former = this.people.account("Fia Former", this.company, Set.of(Role.ADMINISTRATOR));
		String orphaned = name();
		this.tokens.create(former, orphaned, this.company, Duration.ofDays(365));
		this.people.disable(former);
		this.tokens.create(this.anna, name(), this.company, Duration.ofMinutes(1));
		this.clock.forward(Duration.ofMinutes(2));

		assertThat(HtmlUtils.htmlUnescape(this.administrator.get(PAGE).body())).contains("Expired", "Does not work",
				"Whoever made it is no longer an administrator.");
	}

	@Test
	void needsAFreshSecondStep_E09() {
		this.clock.forward(Duration.ofMinutes(11));

		assertThat(this.administrator.get(PAGE).location()).isEqualTo("/sign-in/verify");
		assertThat(create(name(), "all", "30").location()).isEqualTo("/sign-in/verify");
	}

	@Test
	void doesNotExistForHelpdesk_D01() {
		Visitor helpdesk = this.doorway.withPassword(this.people.helpdesk(this.company));
		this.doorway.enroll(helpdesk);

		assertThat(helpdesk.get(PAGE).status()).isEqualTo(404);
		assertThat(helpdesk.post(PAGE, "name", "x", "organization", "all", "days", "30").status()).isEqualTo(404);
		assertThat(this.administrator.post(PAGE + "/" + UUID.randomUUID() + "/revoke").status()).isEqualTo(404);
		assertThat(this.administrator.post(PAGE + "/x/revoke").status()).isIn(400, 404);
	}

	private Answer create(String name, String organization, String days) {
		return this.administrator.post(PAGE, "name", name, "organization", organization, "days", days);
	}

	private String id(String name) {
		return this.jdbc.sql("select id from api_token where name = ?")
			.param(name)
			.query(UUID.class)
			.single()
			.toString();
	}

	private static String name() {
		return "Report " + UUID.randomUUID();
	}

	private static <T> List<T> atOnce(Callable<T> work) throws InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<T>> results = threads.invokeAll(IntStream.range(0, 8).mapToObj((i) -> work).toList());
			return results.stream().map((result) -> {
				try {
					return result.get();
				}
				catch (InterruptedException | ExecutionException ex) {
					throw new AssertionError(ex);
				}
			}).toList();
		}
		finally {
			threads.shutdown();
		}
	}

}
