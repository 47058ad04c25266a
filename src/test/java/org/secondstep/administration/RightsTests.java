package org.secondstep.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.account.Role;
import org.secondstep.approval.Approvals;
import org.secondstep.callercheck.CallerChecks;
import org.secondstep.method.SecondStep;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an account was given counts only while its rights are those for which it was
 * given.
 */
@PortalTest
@Tag("database")
class RightsTests {

	private static final Set<Role> ADMINISTRATOR = Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR);

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	PasswordLinks links;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	Approvals approvals;

	@Autowired
	CallerChecks checks;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile ada;

	Visitor administrator;

	AccountProfile hugo;

	Visitor desk;

	String pass = "";

	String link = "";

	@BeforeEach
	void signIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.ada = this.people.account("Ada Claes", this.company, ADMINISTRATOR);
		this.administrator = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.administrator);
		this.hugo = this.people.helpdesk(this.company);
		this.desk = this.doorway.withPassword(this.hugo);
		this.doorway.enroll(this.desk);
	}

	@Test
	void letsNobodyInByAPassThatWasGivenForLess_K4_1() {
		AccountProfile nora = this.people.newcomer(this.company);
		String pass = issue(nora);

		Answer saved = save(nora, "ADMINISTRATOR", true);
		Answer used = this.doorway.visitor().post("/sign-in/temporary-pass", "username", nora.username(), "code", pass);

		assertThat(used.location()).isEmpty();
		assertThat(used.alert()).isNotEmpty();
		assertThat(this.administrator.get(saved.location()).body()).contains("Nora Nijs was changed.",
				"An open temporary pass was ended.");
		assertThat(entries(nora)).contains("PASS_REVOKED", "GRANTS_ENDED");
	}

	@Test
	void tellsWhoSavesAllThatEnded_K4_1() {
		AccountProfile emma = everythingGivenTo(this.people.employee(this.company));

		Answer saved = save(emma, "HELPDESK", true);

		assertThat(this.administrator.get("/admin/accounts/" + emma.id()).body()).contains("sign this person out");
		assertThat(this.administrator.get(saved.location()).body()).contains("signed out everywhere",
				"An open temporary pass was ended.", "An open link to a new password was ended.",
				"A request for a reset was ended.", "A caller check was ended.");
	}

	@Test
	void tellsNothingWhereNothingEnds_K4_1() {
		AccountProfile emma = everythingGivenTo(this.people.employee(this.company));

		Answer saved = this.administrator.post("/admin/accounts/" + emma.id(), "displayName", "Emma Claes",
				"organization", this.company.id().toString(), "roles", "EMPLOYEE", "enabled", "true", "edition", "0");

		assertThat(saved.location()).isEqualTo("/admin/accounts");
		assertThat(openGrants(emma)).containsExactly("pass", "link", "request", "check");
	}

	/**
	 * Whatever changes the rights, and whatever it forgets to clean up.
	 */
	@Test
	void comparesWhatWasGivenWhenItIsUsed_K4_1() {
		AccountProfile emma = everythingGivenTo(this.people.employee(this.company));
		assertThat(openGrants(emma)).containsExactly("pass", "link", "request", "check");

		raiseRights(emma);

		assertThat(openGrants(emma)).isEmpty();
	}

	@Test
	void endsWhatStaffBeganWithOtherRights_K4_1() {
		AccountProfile emma = everythingGivenTo(this.people.employee(this.company));

		raiseRights(this.hugo);

		assertThat(openGrants(emma)).containsExactly("pass", "link");
	}

	@Test
	void revivesNoLinkByEnabling_K4_2() {
		AccountProfile nora = this.people.newcomer(this.company);
		String invitation = this.links.issue(nora.id(), LinkPurpose.INVITATION, Duration.ofDays(7));
		AccountProfile emma = everythingGivenTo(this.people.employee(this.company));
		String renewal = this.links.issue(emma.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15));

		List.of(nora, emma).forEach((person) -> {
			this.people.disable(person);
			this.people.enable(person);
		});

		assertThat(openGrants(emma)).isEmpty();
		assertThat(List.of(invitation, renewal)).allSatisfy(
				(token) -> assertThat(this.doorway.visitor().get("/sign-in/new-password?token=" + token).status())
					.isEqualTo(404));
		assertThat(entries(nora)).containsSubsequence("GRANTS_ENDED", "ACCOUNT_DISABLED", "ACCOUNT_ENABLED");
	}

	@Test
	void issuesNoLinkToSomebodyWhoWasJustDisabled_K4_2() {
		AccountProfile emma = this.people.employee(this.company);
		this.people.disable(emma);
		String token = this.links.issue(emma.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15));

		this.people.enable(emma);

		assertThat(this.links.find(token)).isEmpty();
	}

	@Test
	void revivesNoTokenOfAFormerAdministrator_K4_2() {
		AccountProfile noor = this.people.account("Noor Maes", this.company, ADMINISTRATOR);
		Visitor maker = this.doorway.withPassword(noor);
		this.doorway.enroll(maker);
		String token = this.doorway.token(maker, "all");
		int before = this.doorway.script(token).get("/api/v1/accounts").status();

		this.people.disable(noor);
		this.people.enable(noor);

		assertThat(before).isEqualTo(200);
		assertThat(this.doorway.script(token).get("/api/v1/accounts").status()).isEqualTo(401);
		assertThat(this.administrator.get("/admin/api-tokens").body()).contains("no longer an administrator");
	}

	@Test
	void keepsTheTokensOfWhoStaysAdministrator_K4_1() {
		AccountProfile noor = this.people.account("Noor Maes", this.company, ADMINISTRATOR);
		Visitor maker = this.doorway.withPassword(noor);
		this.doorway.enroll(maker);
		String token = this.doorway.token(maker, "all");

		this.administrator.get("/admin/accounts/" + noor.id());
		this.administrator.post("/admin/accounts/" + noor.id(), "displayName", "Noor Maes", "organization",
				this.company.id().toString(), "roles", "HELPDESK", "roles", "ADMINISTRATOR", "enabled", "true",
				"edition", "0");

		assertThat(this.doorway.script(token).get("/api/v1/accounts").status()).isEqualTo(200);
	}

	private Answer save(AccountProfile whom, String role, boolean enabled) {
		this.administrator.get("/admin/accounts/" + whom.id());
		return this.administrator.post("/admin/accounts/" + whom.id(), "displayName", whom.displayName(),
				"organization", this.company.id().toString(), "roles", role, "enabled", enabled ? "true" : "",
				"edition", "0");
	}

	private String issue(AccountProfile owner) {
		Instant now = this.clock.instant();
		return this.passes.issue(owner, this.hugo.subject(), now, now.plus(Duration.ofHours(1)), true, "Ticket 4711")
			.text();
	}

	/**
	 * A pass, a link, a request for a reset and a verified caller.
	 */
	private AccountProfile everythingGivenTo(AccountProfile person) {
		this.pass = issue(person);
		this.link = this.links.issue(person.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15));
		this.approvals.request(this.hugo, person, "Ticket 4711");
		this.desk.get("/helpdesk");
		this.desk.post("/helpdesk/accounts/" + person.id() + "/caller-check/in-person", "document", "passport");
		return person;
	}

	/**
	 * @return what is shown as open, or opens something
	 */
	private List<String> openGrants(AccountProfile person) {
		UUID id = person.id();
		return List
			.of(this.passes.of(id).isPresent() || this.passes.judge(id, id, this.pass) == SecondStep.Answer.RIGHT
					? "pass" : "",
					this.links.newest(id, LinkPurpose.RENEWAL).isPresent() || this.links.find(this.link).isPresent()
							? "link" : "",
					this.approvals.isWaiting(id) ? "request" : "",
					this.checks.holdsUntil(this.hugo.id(), id).isPresent() ? "check" : "")
			.stream()
			.filter((each) -> !each.isEmpty())
			.toList();
	}

	private void raiseRights(AccountProfile person) {
		this.jdbc.sql("update account set rights_version = rights_version + 1 where id = ?")
			.param(person.id())
			.update();
	}

	private List<String> entries(AccountProfile person) {
		return this.jdbc.sql("select action from audit_entry where account_id = ? order by id")
			.param(person.id())
			.query(String.class)
			.list();
	}

}
