package org.secondstep;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Crowd;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Script;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A portal that lies below a path of its host. Visitors see paths without it.
 */
@PortalTest
@TestPropertySource(properties = "server.servlet.context-path=/mfa")
class BelowPathTests {

	private static final Pattern ADDRESS = Pattern
		.compile("\\s(?:href|src|action|formaction|data-live-from|data-live-next)=\"([^\"]*)\"");

	private static final Pattern ELSEWHERE = Pattern.compile("#.*|(https|mailto|tel|otpauth):.*");

	private static final int MOST_PAGES = 300;

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcTemplate jdbc;

	OrganizationProfile company;

	AccountProfile anna;

	Visitor visitor;

	Phone phone;

	@BeforeEach
	void signIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.anna = this.people.account("Anna Smets", this.company,
				Set.of(Role.EMPLOYEE, Role.HELPDESK, Role.ADMINISTRATOR));
		this.visitor = this.doorway.withPassword(this.anna);
		this.phone = this.doorway.enroll(this.visitor);
	}

	@Test
	void findsEveryLinkOfEveryPage_K1_4() {
		this.people.newcomer(this.company);
		new Crowd(this.jdbc, this.clock.instant()).hire(this.company, 1, 120);
		Deque<String> open = new ArrayDeque<>(List.of("/", "/overview", "/sign-in", "/sign-in/help"));
		Set<String> seen = new HashSet<>(open);

		for (int i = 0; i < MOST_PAGES && !open.isEmpty(); i++) {
			String at = open.poll();
			Answer page = this.visitor.get(at);
			assertThat(page.status()).as(at).isIn(200, 302);
			for (String to : addresses(page)) {
				assertThat(to).as(at).startsWith("/mfa/");
				boolean form = page.body().contains("action=\"" + to);
				if (!form && seen.add(to.substring("/mfa".length()))) {
					open.add(to.substring("/mfa".length()));
				}
			}
		}

		assertThat(seen).contains("/helpdesk?page=1", "/helpdesk/download.csv", "/admin/accounts", "/devices",
				"/helpdesk/audit/download.jsonl", "/security-info/add");
	}

	@Test
	void refusesSlashesThatOnlyAProxyMerges_K1_4() {
		Visitor stranger = new Visitor("http://localhost:" + this.doorway.port());

		assertThat(List.of("//mfa/", "//mfa/sign-in", "///mfa/sign-in"))
			.extracting((path) -> stranger.get(path).status())
			.containsOnly(400);
	}

	@Test
	void leadsWhereThePersonWantedToGo_K1_4() {
		Visitor other = this.doorway.visitor();
		Answer refused = other.get("/devices");
		other.signIn(this.anna.username(), People.PASSWORD);
		other.get("/sign-in/verify");
		other.post("/sign-in/verify", "code", this.phone.code());
		Answer stay = other.post("/sign-in/stay-signed-in", "answer", "no");
		Answer language = other.post("/language", "language", "nl", "return", "/helpdesk?status=LOCKED");
		Answer upload = other.send(other.request("/admin/accounts/import")
			.header("Content-Type", "multipart/form-data; boundary=x")
			.POST(BodyPublishers.ofString("--x--"))
			.build());

		assertThat(refused.header("Location")).isEqualTo("/mfa/sign-in");
		assertThat(stay.header("Location")).isEqualTo("/mfa/devices");
		assertThat(language.header("Location")).isEqualTo("/mfa/helpdesk?status=LOCKED");
		assertThat(upload.status()).isLessThan(500);
		assertThat(other.post("/sign-out").header("Location")).isEqualTo("/mfa/sign-in/ended/signed-out");
	}

	@Test
	void keepsAFormThatCameTooLate_K1_4() {
		this.clock.forward(Duration.ofMinutes(11));
		String path = this.visitor.get("/security-info").find("href=\"/mfa(/security-info/methods/[^\"]*/rename)\"");
		HttpRequest form = this.visitor.form(path, this.visitor.token(), "name", "My phone");
		Answer refused = this.visitor.send(HttpRequest.newBuilder(form, (name, value) -> true)
			.header("Referer", "http://localhost:" + this.doorway.port() + "/mfa" + path)
			.build());
		this.visitor.get("/sign-in/verify");
		Answer kept = this.visitor.post("/sign-in/verify", "code", this.phone.code());

		assertThat(refused.header("Location")).isEqualTo("/mfa/sign-in/verify");
		assertThat(kept.header("Location")).isEqualTo("/mfa/sign-in/unsent-form");
		assertThat(this.visitor.get("/sign-in/unsent-form").body()).contains("action=\"/mfa" + path + "\"");
		assertThat(this.visitor.post(path, "name", "My phone").header("Location")).startsWith("/mfa/security-info");
	}

	@Test
	void leadsScriptsOn_K1_4() {
		new Crowd(this.jdbc, this.clock.instant()).hire(this.company, 10_001, 250);
		Script script = this.doorway.script(this.doorway.token(this.visitor, this.company.id().toString()));

		Answer first = script.get("/api/v1/accounts");

		assertThat(Script.json(first).get("next")).asString().startsWith("/mfa/api/v1/accounts?after=");
		assertThat(script.get("/api/v1/unknown").header("Content-Type")).startsWith("application/problem+json");
		assertThat(this.doorway.visitor().get("/api/v1/openapi.yaml").body()).contains("- url: ../..\n");
	}

	@Test
	void saysItsWholeAddress_K1_5() {
		Answer page = this.doorway.visitor()
			.send(HttpRequest
				.newBuilder(this.visitor.request("/mfasetup").GET().build(),
						(name, value) -> !"User-Agent".equals(name))
				.header("User-Agent", "Mobi")
				.build());

		assertThat(page.body()).contains("http://localhost:" + this.doorway.port() + "/mfa<wbr>/mfasetup");
	}

	private static List<String> addresses(Answer page) {
		return ADDRESS.matcher(page.body())
			.results()
			.map((MatchResult found) -> HtmlUtils.htmlUnescape(found.group(1)))
			.filter((address) -> !ELSEWHERE.matcher(address).matches())
			.toList();
	}

}
