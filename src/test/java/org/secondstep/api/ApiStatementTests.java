package org.secondstep.api;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.CountedStatements;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Script;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
@Import(CountedStatements.class)
class ApiStatementTests {

	private static final String PATH = "/api/v1/accounts";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Test
	void asksAsOftenForManyPeopleAsForOne() {
		OrganizationProfile company = this.people.organization(MfaPolicy.VOLUNTARY);
		Visitor administrator = this.doorway
			.withPassword(this.people.account("Anna Smets", company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)));
		this.doorway.enroll(administrator);
		Script script = this.doorway.script(this.doorway.token(administrator, company.id().toString()));
		script.get(PATH); // the first request of a minute is remembered
		int one = CountedStatements.during(() -> script.get(PATH));
		for (int i = 0; i < 60; i++) {
			this.people.employee(company);
		}

		assertThat(CountedStatements.during(() -> script.get(PATH))).isEqualTo(one).isBetween(1, 10);
	}

}
