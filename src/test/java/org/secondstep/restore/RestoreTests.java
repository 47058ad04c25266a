package org.secondstep.restore;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.IssuedPass;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a restored backup believes in ends.
 */
@PortalTest
class RestoreTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	RestoreCompletion completion;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	PasswordLinks links;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Test
	void voidsWhatMayHaveBeenSpentOrTakenBackSinceTheBackup_K5_5() {
		OrganizationProfile organization = this.people.organization(MfaPolicy.VOLUNTARY);
		AccountProfile helpdesk = this.people.helpdesk(organization);
		AccountProfile emma = this.people.employee(organization);
		Visitor visitor = this.doorway.withPassword(emma);
		Phone phone = this.doorway.enroll(visitor);
		String code = phone.code();
		IssuedPass pass = this.passes.issue(emma, helpdesk.subject(), this.clock.instant(),
				this.clock.instant().plus(ofHours(1)), false, "phone lost");
		String token = this.links.issue(emma.id(), LinkPurpose.RENEWAL, ofHours(1));
		Visitor beginner = this.doorway.withPassword(this.people.employee(organization));
		beginner.get("/security-info/authenticator-app/open");
		beginner.post("/security-info/authenticator-app/open", "name", "Authenticator app");

		Map<RestoredRight, Integer> voided = this.completion.finish();

		assertThat(voided.get(RestoredRight.PASSES)).isPositive();
		assertThat(voided.get(RestoredRight.PASSWORD_LINKS)).isPositive();
		assertThat(voided.get(RestoredRight.ENROLLMENTS)).isPositive();
		assertThat(voided.get(RestoredRight.SESSIONS)).isPositive();
		assertThat(visitor.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.passes.isOpen(emma.id())).isFalse();
		assertThat(pass.text()).isNotEmpty();
		assertThat(this.links.find(token)).isEmpty();
		Visitor thief = this.doorway.withPassword(emma);
		thief.get("/sign-in/verify");
		Answer replayed = thief.post("/sign-in/verify", "code", code);
		assertThat(replayed.location()).isEmpty();
		this.clock.nextCode();
		this.clock.nextCode();
		assertThat(thief.post("/sign-in/verify", "code", phone.code()).location()).isEqualTo("/sign-in/stay-signed-in");
	}

	@Test
	void canBeRunTwiceAndIsRemembered_K5_5() {
		this.completion.finish();

		Map<RestoredRight, Integer> second = this.completion.finish();

		second.remove(RestoredRight.SESSIONS);
		assertThat(second.values()).containsOnly(0);
		assertThat(remembered()).contains("RESTORE_FINISHED");
	}

	@Test
	void decidesAboutEveryTable_K5_5() {
		Set<String> decided = new TreeSet<>(RestoredRight.KEPT);
		for (RestoredRight right : RestoredRight.values()) {
			decided.addAll(right.tables());
		}

		Set<String> tables = new TreeSet<>(this.jdbc.sql("""
				select lower(table_name) from information_schema.tables
				where lower(table_schema) = 'public' and lower(table_name) <> 'flyway_schema_history'""")
			.query(String.class)
			.list());

		assertThat(tables).isNotEmpty();
		tables.removeAll(decided);
		assertThat(tables)
			.as("Put a new table into RestoredRight: voided by a statement if its rows give a right, otherwise KEPT")
			.isEmpty();
	}

	private List<String> remembered() {
		return this.jdbc.sql("select action from audit_entry where action = 'RESTORE_FINISHED'")
			.query(String.class)
			.list();
	}

}
