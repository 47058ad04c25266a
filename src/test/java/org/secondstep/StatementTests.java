package org.secondstep;

import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Script;
import org.secondstep.support.Statements;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many people a page or an answer shows, it asks the database as often.
 */
@PortalTest
@Import(Statements.class)
class StatementTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Statements statements;

	OrganizationProfile company;

	Visitor staff;

	Script script;

	@BeforeEach
	void open() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.staff = this.doorway
			.withPassword(this.people.account("Anna Smets", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)));
		this.doorway.enroll(this.staff);
		this.script = this.doorway.script(this.doorway.token(this.staff, this.company.id().toString()));
	}

	@Test
	void asksAsOftenForOnePersonAsForMany() {
		String list = "/helpdesk?organization=" + this.company.id();
		int listed = listed(list);
		int answered = answered();
		for (int i = 0; i < 60; i++) {
			this.people.employee(this.company);
		}

		assertThat(listed(list)).isEqualTo(listed).isBetween(1, 15);
		assertThat(answered()).isEqualTo(answered).isBetween(1, 10);
	}

	@Test
	void asksAsOftenForAPersonWithALongStory() {
		AccountProfile emma = this.people.employee(this.company);
		Visitor owner = this.doorway.withPassword(emma);
		this.doorway.enroll(owner);
		int before = viewed(emma);
		for (int i = 0; i < 5; i++) {
			owner.get("/security-info");
			this.doorway.enroll(owner);
			this.doorway.visitor().signIn(emma.username(), "wrong");
		}

		assertThat(viewed(emma)).isEqualTo(before).isBetween(1, 25);
	}

	private int listed(String path) {
		this.statements.count();
		assertThat(this.staff.get(path).status()).isEqualTo(200);
		return this.statements.count();
	}

	private int viewed(AccountProfile person) {
		return listed("/helpdesk/accounts/" + person.id());
	}

	/**
	 * The first request of a minute also remembers that there was one.
	 */
	private int answered() {
		this.script.get("/api/v1/accounts");
		this.statements.count();
		assertThat(this.script.get("/api/v1/accounts").status()).isEqualTo(200);
		return this.statements.count();
	}

}
