package org.secondstep.assistance;

import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of "Who can be let in again, and by whom" in docs/helpdesk.md that no other
 * test walks to their end.
 */
@PortalTest
class WaysBackInTests {

	private static final String CHOSEN = "paarse olifant danst traag";

	private static final Set<Role> ADMINISTRATOR = Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR);

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile hugo;

	@BeforeEach
	void invent() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.hugo = this.people.helpdesk(this.company);
	}

	@Test
	void letsInWhoLostPhoneAndPassword_K7_1() {
		AccountProfile emma = this.people.employee(this.company);
		enrolled(emma);
		Visitor desk = enrolled(this.hugo);
		see(desk, emma);

		act(desk, emma, "reset-methods");
		Visitor visitor = choose(emma, pass(act(desk, emma, "new-password")));
		visitor.signIn(emma.username(), CHOSEN);
		String refused = visitor.get("/security-info/authenticator-app/open").location();
		visitor.post("/security-info/add", "code", pass(act(desk, emma, "temporary-pass")));
		this.doorway.enroll(visitor);

		assertThat(refused).isEqualTo("/security-info/add");
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void letsTheLastMemberOfTheServiceDeskIn_K7_1() {
		enrolled(this.hugo);
		Visitor ada = enrolled(this.people.account("Ada Claes", this.company, ADMINISTRATOR));
		Visitor noor = enrolled(this.people.account("Noor Maes", this.company, ADMINISTRATOR));
		see(ada, this.hugo);

		act(ada, this.hugo, "reset-methods");
		noor.get("/helpdesk/approvals");
		Answer approved = noor.post("/helpdesk/approvals/" + waiting(), "answer", "approve");
		Visitor visitor = enrolledBy(pass(act(ada, this.hugo, "temporary-pass")));

		assertThat(approved.location()).isEqualTo("/helpdesk/approvals?decided");
		assertThat(visitor.landing("/helpdesk")).isEqualTo("/helpdesk");
	}

	@Test
	void letsTheLastMemberOfTheServiceDeskInByOneAdministrator_K7_1() {
		Visitor visitor = letInWithoutTheRole("HELPDESK");

		assertThat(visitor.landing("/helpdesk")).isEqualTo("/sign-in");
		assertThat(this.doorway.withPassword(this.hugo).landing("/helpdesk")).isEqualTo("/sign-in/verify");
	}

	@Test
	void letsAnAdministratorInByTheOtherOne_K7_2() {
		this.hugo = this.people.account("Noor Maes", this.company, ADMINISTRATOR);

		Visitor visitor = letInWithoutTheRole("ADMINISTRATOR");

		assertThat(visitor.landing("/admin")).isEqualTo("/sign-in");
		assertThat(this.doorway.withPassword(this.hugo).landing("/admin")).isEqualTo("/sign-in/verify");
	}

	/**
	 * One administrator does all of it.
	 */
	private Visitor letInWithoutTheRole(String role) {
		enrolled(this.hugo);
		Visitor ada = enrolled(this.people.account("Ada Claes", this.company, ADMINISTRATOR));
		save(ada, 0, "EMPLOYEE");
		see(ada, this.hugo);
		act(ada, this.hugo, "reset-methods");
		Visitor visitor = enrolledBy(pass(act(ada, this.hugo, "temporary-pass")));
		save(ada, 1, role);
		return visitor;
	}

	private String waiting() {
		return this.jdbc.sql("select cast(id as varchar(36)) from reset_request where account_id = ?")
			.param(this.hugo.id())
			.query(String.class)
			.single();
	}

	private Visitor enrolled(AccountProfile account) {
		Visitor visitor = this.doorway.withPassword(account);
		this.doorway.enroll(visitor);
		return visitor;
	}

	private Visitor enrolledBy(String pass) {
		Visitor visitor = this.doorway.withPassword(this.hugo);
		visitor.get("/sign-in/verify");
		visitor.post("/sign-in/verify", "code", pass);
		this.doorway.enroll(visitor);
		return visitor;
	}

	private static void see(Visitor desk, AccountProfile person) {
		desk.get("/helpdesk");
		desk.post("/helpdesk/accounts/" + person.id() + "/caller-check/in-person", "document", "passport");
	}

	private static Answer act(Visitor desk, AccountProfile person, String action) {
		desk.get("/helpdesk");
		return desk.post("/helpdesk/accounts/" + person.id() + "/" + action, "reason", "Ticket 4711", "hours", "1",
				"number", UUID.randomUUID().toString());
	}

	private static String pass(Answer issued) {
		return issued.find("id=\"temporary-pass\"[^>]*>([^<]*)<");
	}

	private Visitor choose(AccountProfile account, String pass) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in/temporary-pass");
		visitor.post("/sign-in/temporary-pass", "username", account.username(), "code", pass);
		visitor.get("/sign-in/new-password");
		visitor.post("/sign-in/new-password", "newPassword", CHOSEN, "repeatPassword", CHOSEN);
		return visitor;
	}

	private void save(Visitor administrator, int edition, String role) {
		administrator.get("/admin/accounts/" + this.hugo.id());
		administrator.post("/admin/accounts/" + this.hugo.id(), "displayName", this.hugo.displayName(), "organization",
				this.company.id().toString(), "roles", role, "enabled", "true", "edition", Integer.toString(edition));
	}

}
