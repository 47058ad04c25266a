package org.secondstep.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets what, route by route. A route without a row fails.
 */
@PortalTest
class AccessTests {

	private static final String ID = "2b1d8c1e-0000-4000-8000-000000000000";

	// "ok" is any answer of the page itself, its own redirects and 404s included.
	// Columns: anonymous | password, no method | second step open | both fresh | both
	// stale | before the wall. "enroll" is the page where a method is chosen, "hidden" a
	// page of staff that does not exist for others, "token" an answer for scripts alone.
	private static final String TABLE = """
			GET  /                                              | ok     | ok     | ok     | ok | ok     | ok
			GET  /get-started                                   | ok     | ok     | ok     | ok | ok     | ok
			GET  /mfasetup                                      | enroll | enroll | enroll | enroll | enroll | enroll
			GET  /theme/{accent:[0-9a-f]{6}}.css                | ok     | ok     | ok     | ok | ok     | ok
			POST /language                                      | ok     | ok     | ok     | ok | ok     | ok
			GET  /setup                                         | ok     | ok     | ok     | ok | ok     | ok
			POST /setup                                         | ok     | ok     | ok     | ok | ok     | ok
			GET  /sign-in                                       | ok     | ok     | ok     | ok | ok     | ok
			POST /sign-in                                       | ok     | ok     | ok     | ok | ok     | ok
			GET  /sign-in/password                              | signin | signin | signin | signin | signin | signin
			GET  /sign-in/help                                  | ok     | ok     | ok     | ok | ok     | ok
			POST /sign-in/help                                  | ok     | ok     | ok     | ok | ok     | ok
			GET  /sign-in/forgot-password                       | ok     | ok     | ok     | ok | ok     | ok
			POST /sign-in/forgot-password                       | ok     | ok     | ok     | ok | ok     | ok
			GET  /sign-in/ended/{reason:signed-out|too-many-codes|link-sent} | ok | ok     | ok     | ok | ok     | ok
			GET  /sign-in/new-password                          | ok     | ok     | ok     | ok | ok     | ok
			POST /sign-in/new-password                          | ok     | ok     | ok     | ok | ok     | ok
			GET  /sign-in/recover                               | ok     | ok     | ok     | ok | ok     | ok
			POST /sign-in/recover                               | ok     | ok     | ok     | ok | ok     | ok
			GET  /sign-in/temporary-pass                        | ok     | ok     | ok     | ok | ok     | ok
			POST /sign-in/temporary-pass                        | ok     | ok     | ok     | ok | ok     | ok
			GET  /sign-in/verify                                | signin | ok     | ok     | ok | ok     | ok
			POST /sign-in/verify                                | signin | ok     | ok     | ok | ok     | ok
			GET  /sign-in/verify/methods                        | signin | ok     | ok     | ok | ok     | ok
			POST /sign-in/verify/methods                        | signin | ok     | ok     | ok | ok     | ok
			GET  /sign-in/stay-signed-in                        | signin | ok     | verify | ok | ok     | ok
			POST /sign-in/stay-signed-in                        | signin | ok     | verify | ok | ok     | ok
			GET  /security-info/add                             | signin | ok     | verify | ok | verify | ok
			POST /security-info/add                             | signin | enroll | verify | enroll | verify | enroll
			GET  /security-info/authenticator-app/open          | signin | ok     | verify | ok | verify | ok
			POST /security-info/authenticator-app/open          | signin | ok     | verify | ok | verify | ok
			GET  /security-info/authenticator-app/scan          | signin | ok     | verify | ok | verify | ok
			POST /security-info/authenticator-app/scan          | signin | ok     | verify | ok | verify | ok
			POST /security-info/authenticator-app/start-again   | signin | ok     | verify | ok | verify | ok
			GET  /security-info/{kind}/done                     | signin | ok     | verify | ok | ok     | enroll
			GET  /security-info/check-code                      | signin | enroll   | verify | ok | ok     | enroll
			POST /security-info/check-code                      | signin | enroll   | verify | ok | ok     | enroll
			GET  /security-info/default                         | signin | ok     | verify | ok | verify | enroll
			POST /security-info/default                         | signin | ok     | verify | ok | verify | enroll
			GET  /security-info/methods/{id}/rename             | signin | ok     | verify | ok | verify | enroll
			POST /security-info/methods/{id}/rename             | signin | ok     | verify | ok | verify | enroll
			GET  /security-info/methods/{id}/remove             | signin | ok     | verify | ok | verify | enroll
			POST /security-info/methods/{id}/remove             | signin | ok     | verify | ok | verify | enroll
			GET  /sign-in/unsent-form                           | signin | ok     | verify | ok | verify | enroll
			GET  /password                                      | signin | ok     | verify | ok | verify | enroll
			POST /password                                      | signin | ok     | verify | ok | verify | enroll
			GET  /overview                                      | signin | ok     | verify | ok | ok     | enroll
			GET  /security-info                                 | signin | ok     | verify | ok | ok     | enroll
			GET  /organizations                                 | signin | ok     | verify | ok | ok     | enroll
			GET  /devices                                       | signin | ok     | verify | ok | ok     | enroll
			POST /devices/{id:[0-9a-f]{32}}/end                 | signin | ok     | verify | ok | ok     | enroll
			POST /devices/end-others                            | signin | ok     | verify | ok | ok     | enroll
			POST /devices/ask-again                             | signin | ok     | verify | ok | ok     | enroll
			GET  /privacy                                       | signin | ok     | verify | ok | ok     | enroll
			GET  /privacy/download                              | signin | ok     | verify | ok | ok     | enroll
			GET  /caller-check                                  | ok     | ok     | ok     | ok | ok     | ok
			GET  /caller-check/state                            | ok     | ok     | ok     | ok | ok     | ok
			POST /caller-check                                  | ok     | ok     | ok     | ok | ok     | ok
			POST /caller-check/code                             | ok     | ok     | ok     | ok | ok     | ok
			POST /caller-check/again                            | ok     | ok     | ok     | ok | ok     | ok
			POST /caller-check/finished                         | ok     | ok     | ok     | ok | ok     | ok
			GET  /caller-check/colleague                        | signin | enroll | verify | ok | verify | enroll
			POST /caller-check/colleague                        | signin | enroll | verify | ok | verify | enroll
			GET  /helpdesk                                      | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}                        | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/progress               | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/caller-check           | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/caller-check/state     | signin | ok     | ok     | ok | ok     | ok
			POST /helpdesk/accounts/{id}/caller-check           | signin | ok     | ok     | ok | ok     | ok
			POST /helpdesk/accounts/{id}/caller-check/word      | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/caller-check/in-person | signin | ok     | ok     | ok | ok     | ok
			POST /helpdesk/accounts/{id}/caller-check/in-person | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/caller-check/colleague | signin | ok     | ok     | ok | ok     | ok
			POST /helpdesk/accounts/{id}/caller-check/colleague | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/{help:take-back-pass|reset-methods|unlock|end-sessions|require-enrollment|disable|enable} | signin | ok | ok | ok | ok | ok
			POST /helpdesk/accounts/{id}/{help:take-back-pass|reset-methods|unlock|end-sessions|require-enrollment|disable|enable} | signin | ok | ok | ok | ok | ok
			GET  /helpdesk/accounts/{id}/temporary-pass         | signin | ok     | ok     | ok | ok     | ok
			POST /helpdesk/accounts/{id}/temporary-pass         | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/new-password           | signin | ok     | ok     | ok | ok     | ok
			POST /helpdesk/accounts/{id}/new-password           | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/accounts/{id}/methods/{method}/remove | signin | ok    | ok     | ok | ok     | ok
			POST /helpdesk/accounts/{id}/methods/{method}/remove | signin | ok    | ok     | ok | ok     | ok
			GET  /helpdesk/approvals                            | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/approvals/{id}                       | signin | ok     | ok     | ok | ok     | ok
			POST /helpdesk/approvals/{id}                       | signin | ok     | ok     | ok | ok     | ok
			GET  /stop-reset                                    | ok     | ok     | ok     | ok | ok     | ok
			POST /stop-reset                                    | ok     | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/download.csv                         | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/report                               | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/audit                                | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/audit/download.csv                   | signin | ok     | ok     | ok | ok     | ok
			GET  /helpdesk/audit/download.jsonl                 | signin | ok     | ok     | ok | ok     | ok
			GET  /admin/mails                                   | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/mails                                   | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/jobs                                    | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/jobs                                    | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/api-tokens                              | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/api-tokens                              | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/api-tokens/{id}/revoke                  | signin | hidden | hidden | hidden | hidden | hidden
			GET  /api/v1/accounts                               | token  | token  | token  | token | token | token
			GET  /api/v1/openapi.yaml                           | ok     | ok     | ok     | ok | ok     | ok
			GET  /admin                                         | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/organizations                           | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/organizations/new                       | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/organizations/new                       | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/organizations/{id}                      | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/organizations/{id}                      | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/accounts                                | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/accounts/new                            | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/accounts/new                            | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/accounts/import                         | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/accounts/import                         | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/accounts/import/template.csv            | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/accounts/import/{id}                    | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/accounts/import/{id}                    | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/accounts/import/{id}/progress           | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/accounts/{id}                           | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/accounts/{id}                           | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/invitations                             | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/invitations/new                         | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/invitations/new                         | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/invitations/{id}                        | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/invitations/{id}/progress               | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/invitations/{id}/stop                   | signin | hidden | hidden | hidden | hidden | hidden
			GET  /admin/attempts                                | signin | hidden | hidden | hidden | hidden | hidden
			POST /admin/attempts                                | signin | hidden | hidden | hidden | hidden | hidden
			""";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	RequestMappingHandlerMapping requestMappingHandlerMapping;

	Map<String, List<String>> rows;

	@BeforeEach
	void read() {
		this.rows = new TreeMap<>();
		TABLE.lines().forEach((line) -> {
			String[] cells = line.replaceAll("(?<=[a-z])\\|(?=[a-z])", "¦").split("\\|");
			String route = cells[0].strip().replaceAll("\\s+", " ").replace('¦', '|');
			this.rows.put(route, List.of(cells).subList(1, 7).stream().map(String::strip).toList());
		});
	}

	@Test
	void hasARowForEveryRoute_D01() {
		TreeSet<String> routes = new TreeSet<>();
		this.requestMappingHandlerMapping.getHandlerMethods()
			.keySet()
			.forEach((mapping) -> routes.addAll(routes(mapping)));
		routes.removeIf((route) -> route.endsWith(" /error"));

		assertThat(this.rows.keySet()).containsExactlyElementsOf(routes);
	}

	/**
	 * One visitor for a whole column: none of these requests changes where it stands, and
	 * the rows are in order, so that every GET comes before the first POST.
	 */
	@Test
	void letsEachVisitorInWhereTheTableSays_D01() {
		for (int column = 0; column < 6; column++) {
			Visitor visitor = visitor(column);
			for (Map.Entry<String, List<String>> row : this.rows.entrySet()) {
				Answer answer = request(visitor, row.getKey());

				assertThat(outcome(answer, row.getKey())).as("column %s of %s", column + 1, row.getKey())
					.isEqualTo(row.getValue().get(column));
			}
		}
	}

	/**
	 * A pass opens what a stale second step opens, and enrollment; but nothing of staff,
	 * and nothing for which both steps with a method are needed.
	 */
	@Test
	void letsWhoeverHasAPassInAndEnrollOnly_D01() {
		AccountProfile helpdesk = this.people.helpdesk(this.people.organization(People.MANDATORY));
		this.doorway.enroll(this.doorway.withPassword(helpdesk));
		Instant now = this.clock.instant();
		String pass = this.passes
			.issue(helpdesk, this.people.employee().subject(), now, now.plus(Duration.ofHours(1)), false, "test")
			.text();
		Visitor visitor = this.doorway.withPassword(helpdesk);
		visitor.get("/sign-in/verify/methods");
		visitor.post("/sign-in/verify/methods", "id", "temporary-pass");
		assertThat(visitor.post("/sign-in/verify", "code", pass).location()).isEqualTo("/security-info/add");
		visitor.get("/get-started");

		this.rows.forEach((route, row) -> {
			String expected = row.get(4);
			if (route.equals("GET /security-info/add") || route.contains("/authenticator-app/")) {
				expected = "ok";
			}
			if (route.equals("POST /security-info/add")) {
				expected = "enroll";
			}
			if (route.contains(" /helpdesk") || route.contains("check-code") || route.contains("stay-signed-in")
					|| route.contains(" /devices") || route.contains("/privacy/download")) {
				expected = "verify";
			}
			assertThat(outcome(request(visitor, route), route)).as(route).isEqualTo(expected);
		});
	}

	@Test
	void knowsNothingElse_F11() {
		AccountProfile emma = this.people.employee();
		Phone phone = this.doorway.enroll(this.doorway.withPassword(emma));
		List<Visitor> visitors = List.of(this.doorway.visitor(), this.doorway.withPassword(this.people.employee()),
				this.doorway.withBothSteps(emma, phone));

		for (String path : List.of("/actuator", "/actuator/env", "/actuator/heapdump", "/actuator/loggers",
				"/actuator/mappings", "/h2-console", "/swagger-ui", "/v3/api-docs", "/.git/config", "/WEB-INF/web.xml",
				"/application.properties", "/login", "/login/ott", "/webauthn/register", "/default-ui.css",
				"/css/nothing.css")) {
			for (Visitor visitor : visitors) {
				assertThat(visitor.get(path).status()).as(path).isEqualTo(404);
			}
		}
		for (String path : List.of("/liveness", "/readiness")) {
			assertThat(this.doorway.visitor().get("/actuator/health" + path).body()).as(path)
				.isEqualTo("{\"status\":\"UP\"}");
		}
		// Another class may have damaged a row of this portal.
		assertThat(this.doorway.visitor().get("/actuator/health").body()).matches("\\{\"status\":\"(UP|DAMAGED)\"}");
	}

	private Visitor visitor(int column) {
		if (column == 0) {
			return this.doorway.visitor();
		}
		AccountProfile account = (column == 5) ? this.people.employee(this.people.organization(People.MANDATORY))
				: this.people.employee();
		Visitor visitor = this.doorway.withPassword(account);
		if (column == 1 || column == 5) {
			return visitor;
		}
		Phone phone = this.doorway.enroll(visitor);
		if (column == 2) {
			return this.doorway.withPassword(account);
		}
		visitor.get("/get-started");
		this.clock.forward(Duration.ofMinutes((column == 4) ? 11 : 0));
		assertThat(phone.key()).isNotEmpty();
		return visitor;
	}

	private static Answer request(Visitor visitor, String route) {
		String path = route.substring(route.indexOf(' ') + 1)
			.replaceAll("\\{accent.*?}}", "1f5fbf")
			.replaceAll("\\{id:.*?}}", "0".repeat(32))
			.replaceAll("\\{reason.*?}", "signed-out")
			.replaceAll("\\{help.*?}", "unlock")
			.replace("{method}", ID)
			.replace("{kind}", "authenticator-app")
			.replace("{id}", ID);
		return route.startsWith("GET") ? visitor.get(path) : visitor.post(path);
	}

	private static String outcome(Answer answer, String route) {
		assertThat(answer.status()).isLessThan(500).isNotEqualTo(403);
		return switch (answer.location()) {
			case "/sign-in" -> "signin";
			case "/sign-in/verify" -> "verify";
			case "/security-info/add" -> "enroll";
			default -> (answer.status() == 401) ? "token"
					: (answer.status() == 404 && route.contains(" /admin")) ? "hidden" : "ok";
		};
	}

	static List<String> routes(RequestMappingInfo mapping) {
		List<String> methods = mapping.getMethodsCondition().getMethods().stream().map(RequestMethod::name).toList();
		return mapping.getPatternValues()
			.stream()
			.flatMap((path) -> (methods.isEmpty() ? List.of("ANY") : methods).stream()
				.map((method) -> method + " " + path))
			.toList();
	}

}
