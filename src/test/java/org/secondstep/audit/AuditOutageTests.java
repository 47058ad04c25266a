package org.secondstep.audit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that takes no entry for the audit.
 */
@PortalTest
class AuditOutageTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	Visitor here;

	Visitor there;

	Visitor desk;

	@BeforeEach
	void signIn() {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		this.desk = this.doorway.withPassword(hugo);
		this.doorway.enroll(this.desk);
		this.emma = this.people.employee(hugo.organization());
		this.here = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(this.here);
		this.there = this.doorway.withBothSteps(this.emma, phone);
		this.desk.get("/helpdesk");
		this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check/in-person", "document", "passport");
		this.here.get("/devices");
		this.doorway.settle();
		long latest = this.jdbc.sql("select max(id) from audit_entry").query(Long.class).single();
		this.jdbc.sql("alter table audit_entry add constraint no_entry check (id <= " + latest + ")").update();
	}

	@AfterEach
	void takeEntriesAgain() {
		this.jdbc.sql("alter table audit_entry drop constraint if exists no_entry").update();
		this.jdbc.sql("update audit_chain set keyed_check = substring(keyed_check, 4) where keyed_check like 'new%'")
			.update();
		readiness();
	}

	@Test
	void endsNoSessionsWithoutAnEntry_K2_3() {
		String end = this.here.get("/devices").find("\"(/devices/[0-9a-f]{32}/end)\"");

		Answer one = this.here.post(end);
		Answer others = this.here.post("/devices/end-others");
		Answer byStaff = this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/end-sessions", "reason",
				"Ticket 4711");

		assertThat(one.status()).isEqualTo(503);
		assertThat(others.status()).isEqualTo(503);
		assertThat(others.header("Retry-After")).isNotEmpty();
		assertThat(byStaff.status()).isEqualTo(503);
		assertThat(this.there.landing("/overview")).isEqualTo("/overview");
		assertThat(this.here.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void signsOutAllTheSame_K2_3() {
		Answer answer = this.here.post("/sign-out");

		assertThat(answer.location()).isEqualTo("/sign-in/ended/signed-out");
		assertThat(this.here.cookie("SESSION")).isEmpty();
		assertThat(this.here.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(this.jdbc.sql("select count(*) from spring_session where principal_name = ?")
			.param(this.emma.id().toString())
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void isNotReadyUntilEntriesAreTakenAgain_K2_3() {
		this.here.post("/devices/end-others");
		int failing = readiness();

		this.jdbc.sql("alter table audit_entry drop constraint no_entry").update();

		assertThat(failing).isEqualTo(503);
		assertThat(readiness()).isEqualTo(200);
		assertThat(this.here.post("/devices/end-others").location()).isEqualTo("/devices");
		assertThat(this.there.landing("/overview")).isEqualTo("/sign-in");
	}

	@Test
	void signsOutAlthoughTheKeyOfTheChainIsNotHere_K2_3() {
		this.jdbc.sql("alter table audit_entry drop constraint no_entry").update();
		this.jdbc.sql("update audit_chain set keyed_check = concat('new', keyed_check) where chain_id = ?")
			.param(this.emma.organization().id())
			.update();

		Answer change = this.here.post("/devices/end-others");
		Answer signOut = this.here.post("/sign-out");

		assertThat(change.status()).isEqualTo(503);
		assertThat(signOut.location()).isEqualTo("/sign-in/ended/signed-out");
		assertThat(this.here.get("/overview").location()).isEqualTo("/sign-in");
	}

	private int readiness() {
		return this.doorway.visitor().get("/actuator/health/readiness").status();
	}

}
