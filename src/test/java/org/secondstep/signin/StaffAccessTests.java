package org.secondstep.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who of the staff gets what, role by role and organization by organization, with the
 * address of a real person. A route of staff without a row fails.
 */
@PortalTest
class StaffAccessTests {

	// Columns: employee | helpdesk of the person's organization | helpdesk of another one
	// | administrator | helpdesk with a stale second step. "no" is a page that does not
	// exist for whoever asks, "refused" an action without a verified caller.
	private static final String TABLE = """
			GET  /helpdesk                                           | no | ok      | ok | ok      | ok
			GET  /helpdesk/download.csv                              | no | ok      | ok | ok      | ok
			GET  /helpdesk/report                                    | no | ok      | ok | ok      | ok
			GET  /helpdesk/audit                                     | no | ok      | ok | ok      | ok
			GET  /helpdesk/audit/download.csv                        | no | ok      | ok | ok      | ok
			GET  /helpdesk/audit/download.jsonl                      | no | ok      | ok | ok      | ok
			GET  /helpdesk/approvals                                 | no | ok      | ok | ok      | ok
			GET  /helpdesk/approvals/{id}                            | no | no      | no | no      | verify
			POST /helpdesk/approvals/{id}                            | no | no      | no | no      | verify
			GET  /helpdesk/accounts/{id}                             | no | ok      | no | ok      | ok
			GET  /helpdesk/accounts/{id}/progress                    | no | ok      | no | ok      | ok
			GET  /helpdesk/accounts/{id}/caller-check                | no | ok      | no | ok      | ok
			GET  /helpdesk/accounts/{id}/caller-check/state          | no | ok      | no | ok      | ok
			POST /helpdesk/accounts/{id}/caller-check                | no | ok      | no | ok      | ok
			POST /helpdesk/accounts/{id}/caller-check/word           | no | ok      | no | ok      | ok
			GET  /helpdesk/accounts/{id}/caller-check/in-person      | no | ok      | no | ok      | verify
			POST /helpdesk/accounts/{id}/caller-check/in-person      | no | ok      | no | ok      | verify
			GET  /helpdesk/accounts/{id}/caller-check/colleague      | no | ok      | no | ok      | verify
			POST /helpdesk/accounts/{id}/caller-check/colleague      | no | ok      | no | ok      | verify
			GET  /helpdesk/accounts/{id}/{help}                      | no | ok      | no | ok      | verify
			POST /helpdesk/accounts/{id}/{help}                      | no | refused | no | refused | verify
			GET  /helpdesk/accounts/{id}/temporary-pass              | no | ok      | no | ok      | verify
			POST /helpdesk/accounts/{id}/temporary-pass              | no | refused | no | refused | verify
			GET  /helpdesk/accounts/{id}/new-password                | no | ok      | no | ok      | verify
			POST /helpdesk/accounts/{id}/new-password                | no | refused | no | refused | verify
			GET  /helpdesk/accounts/{id}/methods/{method}/remove     | no | ok      | no | ok      | verify
			POST /helpdesk/accounts/{id}/methods/{method}/remove     | no | refused | no | refused | verify
			GET  /admin                                              | no | no      | no | ok      | no
			GET  /admin/mails                                        | no | no      | no | ok      | no
			POST /admin/mails                                        | no | no      | no | ok      | no
			GET  /admin/jobs                                         | no | no      | no | ok      | no
			POST /admin/jobs                                         | no | no      | no | ok      | no
			GET  /admin/api-tokens                                   | no | no      | no | ok      | no
			POST /admin/api-tokens                                   | no | no      | no | ok      | no
			POST /admin/api-tokens/{id}/revoke                       | no | no      | no | no      | no
			GET  /admin/organizations                                | no | no      | no | ok      | no
			GET  /admin/organizations/new                            | no | no      | no | ok      | no
			POST /admin/organizations/new                            | no | no      | no | ok      | no
			GET  /admin/organizations/{id}                           | no | no      | no | ok      | no
			POST /admin/organizations/{id}                           | no | no      | no | ok      | no
			GET  /admin/accounts                                     | no | no      | no | ok      | no
			GET  /admin/accounts/new                                 | no | no      | no | ok      | no
			POST /admin/accounts/new                                 | no | no      | no | ok      | no
			GET  /admin/accounts/{id}                                | no | no      | no | ok      | no
			POST /admin/accounts/{id}                                | no | no      | no | ok      | no
			GET  /admin/accounts/import                              | no | no      | no | ok      | no
			POST /admin/accounts/import                              | no | no      | no | ok      | no
			GET  /admin/accounts/import/template.csv                 | no | no      | no | ok      | no
			GET  /admin/accounts/import/{id}                         | no | no      | no | no      | no
			POST /admin/accounts/import/{id}                         | no | no      | no | ok      | no
			GET  /admin/accounts/import/{id}/progress                | no | no      | no | no      | no
			GET  /admin/invitations                                  | no | no      | no | ok      | no
			GET  /admin/invitations/new                              | no | no      | no | ok      | no
			POST /admin/invitations/new                              | no | no      | no | ok      | no
			GET  /admin/invitations/{id}                             | no | no      | no | no      | no
			GET  /admin/invitations/{id}/progress                    | no | no      | no | no      | no
			POST /admin/invitations/{id}/stop                        | no | no      | no | ok      | no
			GET  /admin/attempts                                     | no | no      | no | ok      | no
			POST /admin/attempts                                     | no | no      | no | ok      | no
			""";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	SignInMethods methods;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	RequestMappingHandlerMapping requestMappingHandlerMapping;

	Map<String, List<String>> rows;

	OrganizationProfile company;

	AccountProfile emma;

	@BeforeEach
	void prepare() {
		this.rows = new TreeMap<>();
		TABLE.lines().map((line) -> line.split("\\|")).forEach((cells) -> {
			List<String> outcomes = new ArrayList<>();
			List.of(cells).subList(1, cells.length).forEach((cell) -> outcomes.add(cell.strip()));
			this.rows.put(cells[0].strip().replaceAll("\\s+", " "), outcomes);
		});
		this.company = this.people.organization(People.MANDATORY);
		this.emma = this.people.employee(this.company);
		this.doorway.enroll(this.doorway.withPassword(this.emma));
	}

	@Test
	void hasARowForEveryRouteOfStaff_D01() {
		TreeSet<String> routes = new TreeSet<>();
		this.requestMappingHandlerMapping.getHandlerMethods()
			.keySet()
			.forEach((mapping) -> AccessTests.routes(mapping)
				.stream()
				.filter((route) -> route.matches("\\S+ /(helpdesk|admin).*"))
				.forEach((route) -> routes.add(route.replaceAll("\\{help:.*}", "{help}"))));

		assertThat(this.rows.keySet()).containsExactlyElementsOf(routes);
	}

	@Test
	void letsEachRoleInWhereTheTableSays_D01_D02() {
		List<AccountProfile> visitors = List.of(this.people.employee(this.company), this.people.helpdesk(this.company),
				this.people.helpdesk(this.people.organization(People.MANDATORY)),
				this.people.account("Ada Claes", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)),
				this.people.helpdesk(this.company));

		for (int column = 0; column < visitors.size(); column++) {
			Visitor visitor = this.doorway.withPassword(visitors.get(column));
			this.doorway.enroll(visitor);
			visitor.get("/get-started");
			visitor.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check");
			this.clock.forward(Duration.ofMinutes((column == 4) ? 11 : 0));
			for (Map.Entry<String, List<String>> row : this.rows.entrySet()) {
				assertThat(outcome(request(visitor, row.getKey()))).as("column %s of %s", column + 1, row.getKey())
					.isEqualTo(row.getValue().get(column));
			}
		}
	}

	@Test
	void remembersEveryPageOfAPersonThatStaffOpen_H01() {
		AccountProfile hugo = this.people.helpdesk(this.company);
		Visitor visitor = this.doorway.withPassword(hugo);
		this.doorway.enroll(visitor);
		visitor.get("/get-started");
		visitor.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check");

		this.rows.keySet().stream().filter((route) -> route.startsWith("GET /helpdesk/accounts/")).forEach((route) -> {
			int before = views(hugo);
			assertThat(request(visitor, route).status()).as(route).isEqualTo(200);
			assertThat(views(hugo) - before).as(route)
				.isEqualTo((route.endsWith("/progress") || route.endsWith("/state")) ? 0 : 1);
		});
	}

	private int views(AccountProfile staff) {
		return this.jdbc
			.sql("select count(*) from audit_entry where action = 'PERSON_VIEWED' and account_id = ? and actor_id = ?")
			.params(this.emma.id(), staff.id())
			.query(Integer.class)
			.single();
	}

	private Answer request(Visitor visitor, String route) {
		boolean ofOrganization = route.contains("/organizations/");
		String path = route.substring(route.indexOf(' ') + 1)
			.replace("{help}", "reset-methods")
			.replace("{method}", this.methods.of(this.emma.id()).get(0).id().toString())
			.replace("{id}", (ofOrganization ? this.company.id() : this.emma.id()).toString());
		return route.startsWith("GET") ? visitor.get(path) : visitor.post(path, "reason", "Ticket 4711", "hours", "1",
				"job", "mail", "number", UUID.randomUUID().toString());
	}

	private static String outcome(Answer answer) {
		assertThat(answer.status()).isLessThan(500);
		return switch (answer.status()) {
			case 404 -> "no";
			case 403 -> "refused";
			default -> answer.location().equals("/sign-in/verify") ? "verify" : "ok";
		};
	}

}
