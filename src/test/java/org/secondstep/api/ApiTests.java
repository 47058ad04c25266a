package org.secondstep.api;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Script;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The helpdesk's search as scripts ask it.
 */
@PortalTest
class ApiTests {

	private static final String PATH = "/api/v1/accounts";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile anna;

	Visitor administrator;

	String token;

	Script script;

	@BeforeEach
	void makeAToken() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.anna = this.people.account("Anna Smets", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.administrator = this.doorway.withPassword(this.anna);
		this.doorway.enroll(this.administrator);
		this.token = this.doorway.token(this.administrator, this.company.id().toString());
		this.script = this.doorway.script(this.token);
	}

	@Test
	void tellsWhoIsEnrolledWhoIsNotAndWhy() {
		AccountProfile noor = person("Noor Maës");

		Answer answer = this.script.get(PATH + "?q=maes");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(Script.json(answer)).containsEntry("asOf", this.clock.instant().toString())
			.containsEntry("next", null)
			.extractingByKey("accounts")
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.singleElement()
			.isEqualTo(account(noor, "NOT_STARTED", "Never signed in.", List.of(), null));
		Map<String, Object> administrator = found("?q=anna").get(0);
		assertThat(administrator).containsEntry("status", "ENROLLED")
			.containsEntry("methods", List.of("authenticator-app"));
		assertThat(administrator.get("lastSignIn")).asString().matches("2\\d{3}-\\d\\d-\\d\\dT[0-9:.]+Z");
	}

	@Test
	void findsWithTheFiltersOfThePage() {
		person("Noor Maës");
		AccountProfile refused = person("Cas Refused");
		AccountProfile disabled = person("Bea Disabled");
		this.people.disable(disabled);
		this.doorway.withWrongPassword(refused.username());

		assertThat(names("?status=DISABLED")).containsExactly("Bea Disabled");
		assertThat(names("?enabled=true")).hasSize(3).doesNotContain("Bea Disabled");
		assertThat(names("?refused=true")).containsExactly("Cas Refused");
		assertThat(names("?role=ADMINISTRATOR&kind=authenticator-app&q=")).containsExactly("Anna Smets");
		assertThat(names("?organization=" + this.company.id())).hasSize(4);
		assertThat(names("?enrolled=2001-01-01")).isEmpty();
		assertThat(names("?sort=name&desc=true")).containsExactly("Noor Maës", "Cas Refused", "Bea Disabled",
				"Anna Smets");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "nl-BE,en;q=0.5|nl|Nog nooit aangemeld.", "fr|fr|Jamais connecté.",
			"de|de|Noch nie angemeldet.", "xx|en|Never signed in.", "*;q=abc|en|Never signed in." })
	void givesReasonsInTheLanguageThatIsAskedFor(String accepted, String language, String reason) {
		person("Noor Maës");

		Answer answer = this.script.get(PATH + "?q=noor", "Accept-Language", accepted, "Cookie", "LANGUAGE=de");

		assertThat(answer.header("Content-Language")).isEqualTo(language);
		assertThat(answer.body()).contains(reason);
	}

	@Test
	void meetsEverybodyOnceWhilePeopleChange() {
		List<AccountProfile> there = new ArrayList<>();
		for (int i = 0; i < 450; i++) {
			there.add(person("Person " + i));
		}
		List<AccountProfile> changing = new ArrayList<>(there);

		List<Map<String, Object>> met = this.script.all(PATH, () -> {
			person("Aaron New");
			changing.subList(0, 50).forEach((person) -> this.people.disable(person));
			changing.subList(0, 50).clear();
		});

		assertThat(met).extracting((each) -> each.get("account"))
			.doesNotHaveDuplicates()
			.containsAll(there.stream().map(AccountProfile::username).toList());
	}

	@Test
	void turnsPagesInAnOrderToo() {
		for (int i = 0; i < 250; i++) {
			person("Person %03d".formatted(i));
		}

		List<Map<String, Object>> met = this.script.all(PATH + "?sort=name&q=person", () -> {
		});

		assertThat(met).extracting((each) -> (String) each.get("displayName")).hasSize(250).isSorted();
		assertThat(this.script.get(PATH + "?sort=name&after=99999999").body()).contains("\"accounts\":[]");
	}

	@Test
	void keepsOrganizationsApart_D02() {
		AccountProfile alice = this.people.employee();
		Script all = this.doorway.script(this.doorway.token(this.administrator, "all"));

		assertThat(names("?q=" + alice.username())).isEmpty();
		assertThat(names("?organization=" + alice.organization().id())).isEmpty();
		assertThat(this.script.get(PATH).body()).doesNotContain(alice.organization().name());
		assertThat(all.get(PATH + "?organization=" + alice.organization().id()).body()).contains(alice.username());
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatIsNoToken_A11(String authorization) {
		Answer answer = this.doorway.scriptWith(authorization).get(PATH + "?access_token=" + this.token);

		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
		assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
		assertThat(answer.header("Set-Cookie")).isEmpty();
		assertThat(Script.json(answer)).containsEntry("status", 401).containsEntry("title", "Unauthorized");
	}

	static Stream<String> refusesWhatIsNoToken_A11() {
		return Stream.of("", "Bearer", "Bearer ", "Bearer x", "Bearer sst_" + "A".repeat(43), "Bearer sst_%00",
				"Bearer " + "x".repeat(7000), "Digest x",
				"Basic " + Base64.getEncoder().encodeToString(("p@d.example:" + People.PASSWORD).getBytes()));
	}

	@Test
	void takesNoPasswordAndNoSession_A11() {
		String basic = Base64.getEncoder().encodeToString((this.anna.username() + ":" + People.PASSWORD).getBytes());

		assertThat(this.doorway.scriptWith("Basic " + basic).get(PATH).status()).isEqualTo(401);
		assertThat(this.doorway.scriptWith(this.token).get(PATH).status()).isEqualTo(401);
		assertThat(this.administrator.get(PATH).status()).isEqualTo(401);
		assertThat(this.administrator.get("/helpdesk").status()).isEqualTo(200);
	}

	@Test
	void opensNothingElse() {
		for (String path : List.of("/helpdesk", "/overview", "/admin/api-tokens", "/helpdesk/download.csv")) {
			assertThat(this.script.get(path).location()).as(path).isEqualTo("/sign-in");
		}
		assertThat(this.script.get("/api/v1/unknown").status()).isEqualTo(404);
		assertThat(this.script.get("/api/v2/accounts").header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(this.doorway.scriptWith("").get("/api/v1/unknown").status()).isEqualTo(401);
	}

	@Test
	void endsWithTheTokensTime() {
		this.clock.forward(Duration.ofDays(90).minusSeconds(60));
		Answer before = this.script.get(PATH);
		this.clock.forward(Duration.ofSeconds(60));

		assertThat(before.status()).isEqualTo(200);
		assertThat(this.script.get(PATH).status()).isEqualTo(401);
		assertThat(remembered("API_REFUSED", "detail")).containsExactly("EXPIRED");
	}

	@Test
	void endsWhenRevoked() {
		this.administrator.post("/admin/api-tokens/"
				+ this.administrator.get("/admin/api-tokens").find("([0-9a-f-]{36})/revoke") + "/revoke");

		Answer answer = this.script.get(PATH);

		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		assertThat(remembered("API_REFUSED", "detail")).containsExactly("REVOKED");
	}

	@Test
	void endsWithItsMakersRole_D17() {
		this.people.disable(this.anna);

		assertThat(this.script.get(PATH).status()).isEqualTo(401);
		assertThat(remembered("API_REFUSED", "detail")).containsExactly("ORPHANED");
		this.people.enable(this.anna);
		assertThat(this.script.get(PATH).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stauts=LOCKED", "status=XXX", "status=locked", "status=LOCKED&status=STARTED",
			"role=ROOT", "kind=%25", "kind=unknown", "organization=x", "organization=-1", "organization=1-1-1-1-1",
			"organization=%7B%7D", "enabled=1", "refused=yes", "desc=1", "enrolled=2026-02-30", "enrolled=0000-01-01",
			"enrolled=%2B292278994-01-01", "enrolled=2026-06-30T23:59:60Z", "sort=(select%201)", "sort=password",
			"after=x", "after=-1", "after=0", "after=9223372036854775808", "after=1e3", "after=%00",
			"sort=name&after=-1", "sort=name&after=999999999", "page=1", "page=-1", "size=0", "size=1000000000",
			"q=a&q=b", "access_token=x", "x" })
	void saysWhichParameterIsWrong_J05_J08(String query) {
		Answer answer = this.script.get(PATH + "?" + query);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).contains("\"detail\":\"The parameter “");
	}

	@ParameterizedTest
	@ValueSource(strings = { "q=%00%00", "q=%F0%9F%98%80", "q=%25_!%5C", "q=')--", "q=", "status=&role=&sort=" })
	void takesAnyTextForWords_J08(String query) {
		assertThat(this.script.get(PATH + "?" + query).status()).isEqualTo(200);
	}

	@Test
	void refusesTooMuch_J02() {
		assertThat(this.script.get(PATH + "?q=" + "x".repeat(3000)).status()).isEqualTo(200);
		assertThat(this.script.get(PATH + "?q=" + "x".repeat(20_000)).status()).isIn(400, 414, 431);
		assertThat(this.script.get(PATH + "?" + "a=1&".repeat(1500)).status()).isBetween(400, 499);
		assertThat(this.script.get(PATH + "?%00=x").header("Content-Type")).isEqualTo("application/problem+json");
	}

	@Test
	void onlyReads_J01_J06() {
		for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "PROPFIND")) {
			assertThat(this.script.send(method, PATH, "Content-Type", "application/xml").status()).as(method)
				.isIn(400, 405);
		}
		Answer post = this.script.send("POST", PATH);
		Answer xml = this.script.get(PATH, "Accept", "application/xml");

		assertThat(post.header("Allow")).contains("GET");
		assertThat(Script.json(post)).containsEntry("title", "Method Not Allowed");
		assertThat(xml.status()).isEqualTo(406);
		assertThat(xml.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(this.script.send("HEAD", PATH).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.test", "null", "https://localhost.evil.test" })
	void tellsNoOtherOrigin_F12(String origin) {
		Answer read = this.script.get(PATH, "Origin", origin, "Sec-Fetch-Site", "cross-site");
		Answer preflight = this.doorway.scriptWith("")
			.send("OPTIONS", PATH, "Origin", origin, "Access-Control-Request-Method", "GET",
					"Access-Control-Request-Headers", "authorization");

		assertThat(preflight.status()).isEqualTo(401);
		assertThat(List.of(read, preflight)).allSatisfy((answer) -> {
			assertThat(answer.headers().map().keySet())
				.noneMatch((name) -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
			assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
			assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(answer.header("Cache-Control")).contains("no-store");
		});
	}

	@Test
	void remembersTheTokenAsTheOneWhoAsked_H02_H08_H09() {
		for (int i = 0; i < 30; i++) {
			this.script.get(PATH + "?q=Tr0ub4dor%263&status=LOCKED");
		}
		this.doorway.script("sst_" + "B".repeat(43)).get(PATH);

		assertThat(remembered("API_USED", "actor_name")).singleElement().asString().startsWith("API token Script ");
		assertThat(remembered("API_USED", "detail")).containsExactly("text of 11 characters, status=LOCKED");
		assertThat(this.jdbc.sql("select * from audit_entry").query().listOfRows().toString())
			.contains("API_REFUSED", "unknown token")
			.doesNotContain(this.token, this.token.substring(0, 12), "BBBBBBBB", "Tr0ub4dor");
	}

	@Test
	void keepsWhenATokenWasUsedOnceAMinute() {
		this.script.get(PATH);
		List<Timestamp> first = lastUsed();
		this.clock.forward(Duration.ofSeconds(40));
		this.script.get(PATH);
		List<Timestamp> second = lastUsed();
		this.clock.forward(Duration.ofSeconds(40));
		this.script.get(PATH);

		assertThat(first).doesNotContainNull().isEqualTo(second);
		assertThat(lastUsed()).isNotEqualTo(first);
	}

	private List<Timestamp> lastUsed() {
		return this.jdbc.sql("select last_used_at from api_token where organization_id = ?")
			.param(this.company.id())
			.query(Timestamp.class)
			.list();
	}

	private List<String> remembered(String action, String column) {
		return this.jdbc.sql("select " + column + " from audit_entry where action = ? and chain_id = ?")
			.params(action, this.company.id())
			.query(String.class)
			.list();
	}

	private List<Map<String, Object>> found(String query) {
		return this.script.all(PATH + query, () -> {
		});
	}

	private List<Object> names(String query) {
		return found(query).stream().map((each) -> each.get("displayName")).toList();
	}

	private AccountProfile person(String name) {
		return this.people.account(name, this.company, Set.of(Role.EMPLOYEE));
	}

	private static Map<String, Object> account(AccountProfile person, String status, String reason,
			List<String> methods, String lastSignIn) {
		Map<String, Object> account = new LinkedHashMap<>();
		account.put("account", person.username());
		account.put("displayName", person.displayName());
		account.put("organization", person.organization().name());
		account.put("status", status);
		account.put("reason", reason);
		account.put("methods", methods);
		account.put("lastSignIn", lastSignIn);
		return account;
	}

}
