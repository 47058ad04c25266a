package org.secondstep.administration;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.AccountRefusal;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Accounts, as administrators make and change them.
 */
@PortalTest
class AccountsTests {

	private static final Set<Role> ADMINISTRATOR = Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR);

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountChanges changes;

	@Autowired
	Audit audit;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile ada;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.ada = this.people.account("Ada Claes", this.company, ADMINISTRATOR);
		this.visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.visitor);
		this.visitor.get("/admin/accounts/new");
	}

	@Test
	void createsAnAccountWithWhichNobodyCanSignInYet() {
		String username = username();

		Answer created = this.visitor.post("/admin/accounts/new", "username", " " + username.toUpperCase(Locale.ROOT),
				"displayName", "Noor Maës", "organization", this.company.id().toString(), "roles", "EMPLOYEE", "roles",
				"HELPDESK");

		AccountProfile noor = this.accounts.find(username).orElseThrow();
		assertThat(created.location()).isEqualTo("/admin/accounts/" + noor.id() + "?done=created");
		assertThat(noor.email()).isEqualTo(username);
		assertThat(noor.roles()).containsExactlyInAnyOrder(Role.EMPLOYEE, Role.HELPDESK);
		assertThat(this.audit.about(noor.id(), 1)).singleElement()
			.satisfies((entry) -> assertThat(entry.actor()).isEqualTo(this.ada.username()));
		assertThat(this.doorway.visitor().signIn(username, "").landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.visitor.get("/admin/accounts?q=" + username.substring(0, 8)).body()).contains("Noor Maës");
	}

	@Test
	void offersNoMailWithoutAMailServerAndSaysWhatToDo() {
		String username = username();

		String form = this.visitor.get("/admin/accounts/new").body();
		String refused = this.visitor.post("/admin/accounts/new", "username", username).body();
		Answer created = this.visitor.post("/admin/accounts/new", "username", username, "displayName", "Noor",
				"organization", this.company.id().toString(), "roles", "EMPLOYEE", "invite", "true");
		String page = this.visitor.get(created.location()).body();
		String later = this.visitor.get(created.location().replaceFirst("\\?.*", "")).body();

		assertThat(List.of(form, refused, page))
			.allSatisfy((each) -> assertThat(each).contains("id=\"no-mail\"", "Issue a temporary pass")
				.doesNotContain("name=\"invite\""));
		assertThat(page).contains("Done: account created.<");
		assertThat(later).doesNotContain("Done: ", "id=\"no-mail\"");
		assertThat(this.visitor.get("/admin/mails").body()).contains("without a mail server no mail is written")
			.doesNotContain("Every mail has left", "These mails have not left yet");
	}

	@Test
	void remembersWhoLookedAtAnAccount_H01() {
		AccountProfile emma = this.people.employee(this.company);

		this.visitor.get("/admin/accounts/" + emma.id());

		assertThat(this.audit.about(emma.id(), 1)).singleElement().satisfies((entry) -> {
			assertThat(entry.action()).hasToString("PERSON_VIEWED");
			assertThat(entry.actor()).isEqualTo(this.ada.username());
		});
	}

	@Test
	void refusesAnAccountOfAnotherDomain() {
		Answer refused = this.visitor.post("/admin/accounts/new", "username", "noor@elsewhere.example", "displayName",
				"Noor Maës", "organization", this.company.id().toString(), "roles", "EMPLOYEE");

		assertThat(refused.alert()).contains("no mail domain of this organization");
		assertThat(refused.body()).contains("noor@elsewhere.example", "Noor Maës");
	}

	@Test
	void asksForAMailAddressWhereTheAccountIsNone() {
		String username = "o,brien@" + this.company.domains().get(0);
		String[] form = { "username", username, "displayName", "Kay O’Brien", "organization",
				this.company.id().toString(), "roles", "EMPLOYEE", "email", "" };

		Answer refused = this.visitor.post("/admin/accounts/new", form);
		form[form.length - 1] = "kay@mail.example";
		Answer created = this.visitor.post("/admin/accounts/new", form);
		AccountProfile kay = this.accounts.find(username).orElseThrow();
		Answer emptied = save(kay, 0, "email", " ");

		assertThat(List.of(refused, emptied)).allSatisfy((answer) -> {
			assertThat(answer.alert()).contains("Write a mail address: the account itself is none");
			assertThat(answer.find("href=\"(#email)\"")).isNotEmpty();
		});
		assertThat(created.location()).endsWith("?done=created");
		assertThat(kay.enabled()).isTrue();
	}

	@Test
	void refusesAnAccountThatExists() {
		Answer refused = this.visitor.post("/admin/accounts/new", "username", this.ada.username(), "displayName", "Ada",
				"organization", this.company.id().toString(), "roles", "EMPLOYEE");

		assertThat(refused.alert()).contains("exists already");
	}

	@Test
	void signsOutWhomItDisablesMovesOrGivesOtherRoles_D17() {
		OrganizationProfile other = this.people.organization(MfaPolicy.VOLUNTARY);
		for (String[] change : List.of(new String[] { "enabled", "" },
				new String[] { "organization", other.id().toString() }, new String[] { "roles", "HELPDESK" })) {
			AccountProfile emma = this.people.employee(this.company);
			Visitor hers = this.doorway.withPassword(emma);
			assertThat(hers.landing("/overview")).isEqualTo("/overview");

			Answer saved = save(emma, 0, change);

			assertThat(saved.location()).isEqualTo("/admin/accounts");
			assertThat(hers.landing("/overview")).isEqualTo("/sign-in");
		}
	}

	@Test
	void remembersAMoveInTheAuditOfBothOrganizations() {
		OrganizationProfile other = this.people.organization(MfaPolicy.VOLUNTARY);
		AccountProfile emma = this.people.employee(this.company);

		save(emma, 0, "organization", other.id().toString());

		assertThat(this.jdbc.sql("select chain_id from audit_entry where account_id = ? and action = 'ACCOUNT_MOVED'")
			.param(emma.id())
			.query(UUID.class)
			.list()).containsExactlyInAnyOrder(this.company.id(), other.id());
		assertThat(this.visitor.get("/admin/accounts/" + emma.id()).body())
			.contains("ends with no mail domain of " + other.name());
		assertThat(this.audit.about(emma.id(), other.id(), null, 50))
			.hasSizeLessThan(this.audit.about(emma.id(), 50).size())
			.isNotEmpty();
		assertThat(this.visitor.get("/helpdesk?organization=" + other.id()).body()).contains(emma.username());
	}

	@Test
	void changesNobodysOwnRights() {
		Answer demoted = this.visitor.post("/admin/accounts/" + this.ada.id(),
				form(this.ada, 0, "ADMINISTRATOR", "EMPLOYEE"));
		Answer disabled = this.visitor.post("/admin/accounts/" + this.ada.id(), form(this.ada, 0, "enabled", ""));
		Answer renamed = save(this.ada, 0, "displayName", "Ada Lovelace");

		assertThat(List.of(demoted, disabled)).allSatisfy(
				(refused) -> assertThat(refused.alert()).contains("Another administrator has to change your roles"));
		assertThat(renamed.location()).isEqualTo("/admin/accounts");
		assertThat(this.visitor.landing("/admin/accounts")).isEqualTo("/admin/accounts");
	}

	@Test
	void leavesOneOfTwoAdministratorsWhoDemoteEachOther() throws Exception {
		this.jdbc.sql("update account set roles = 'EMPLOYEE'").update();
		for (int i = 0; i < 10; i++) {
			AccountProfile one = this.people.account("One", this.company, ADMINISTRATOR);
			AccountProfile two = this.people.account("Two", this.company, ADMINISTRATOR);

			List<Boolean> refused = Race.of(List.of(demotion(one, two), demotion(two, one)));

			assertThat(refused).containsExactlyInAnyOrder(true, false);
			this.jdbc.sql("update account set roles = 'EMPLOYEE'").update();
		}
	}

	@Test
	void leavesOneOfTwoAdministratorsWhoDisableEachOther_I16() throws Exception {
		this.jdbc.sql("update account set roles = 'EMPLOYEE'").update();
		for (int i = 0; i < 10; i++) {
			AccountProfile one = this.people.account("One", this.company, ADMINISTRATOR);
			AccountProfile two = this.people.account("Two", this.company, ADMINISTRATOR);

			List<Boolean> disabled = Race
				.of(List.of(() -> this.accounts.disable(one.id(), two.subject(), "Ticket 4711"),
						() -> this.accounts.disable(two.id(), one.subject(), "Ticket 4711")));

			assertThat(disabled).containsExactlyInAnyOrder(true, false);
			this.jdbc.sql("update account set roles = 'EMPLOYEE'").update();
		}
	}

	@Test
	void disablesTheLastAdministratorNowhere() {
		this.jdbc.sql("update account set roles = 'EMPLOYEE'").update();
		AccountProfile last = this.people.account("Last", this.company, ADMINISTRATOR);

		assertThat(this.people.disable(last)).isFalse();

		assertThat(this.accounts.find(last.id()).orElseThrow().enabled()).isTrue();
	}

	@Test
	void showsTheSecondOfTwoWhatTheFirstSavedBesideWhatWasTyped() {
		AccountProfile emma = this.people.employee(this.company);
		save(emma, 0, "displayName", "Emma First");

		Answer conflict = save(emma, 0, "displayName", "Emma Second");

		assertThat(conflict.status()).isEqualTo(409);
		assertThat(conflict.body()).contains("<td>Emma First</td>", "value=\"Emma Second\"");
		Answer onPurpose = save(emma, Integer.parseInt(conflict.find("name=\"edition\" value=\"(\\d+)\"")),
				"displayName", "Emma Second");
		assertThat(onPurpose.location()).isEqualTo("/admin/accounts");
		assertThat(this.accounts.find(emma.id()).orElseThrow().displayName()).isEqualTo("Emma Second");
	}

	@Test
	void letsNobodyInAgainByAFormFromBeforeStaffKeptThemOut() {
		AccountProfile emma = this.people.employee(this.company);
		AccountProfile hugo = this.people.helpdesk(this.company);
		this.accounts.disable(emma.id(), hugo.subject(), "Stolen phone");

		Answer stale = save(emma, 0, "displayName", "Emma Claes");

		assertThat(stale.status()).isEqualTo(409);
		assertThat(this.accounts.find(emma.id()).orElseThrow().enabled()).isFalse();
	}

	@Test
	void savesOneOfManyAtTheSameMoment() throws Exception {
		AccountProfile emma = this.people.employee(this.company);
		List<Callable<Answer>> rivals = List.of("A", "B", "C", "D", "E")
			.stream()
			.<Callable<Answer>>map((name) -> () -> save(emma, 0, "displayName", name))
			.toList();

		List<Integer> statuses = Race.of(rivals).stream().map(Answer::status).sorted().toList();

		assertThat(statuses).containsExactly(302, 409, 409, 409, 409);
	}

	@Test
	void takesNoLanguageAndNoPasswordForAConflict() {
		AccountProfile emma = this.people.employee(this.company);
		this.accounts.speak(emma, "nl");

		assertThat(save(emma, 0, "displayName", "Emma Claes").location()).isEqualTo("/admin/accounts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "username=", "username=nobody", "username=a b@c.example", "username=a\u0000@c.example",
			"displayName= ", "displayName=\u202eevil", "displayName=a\u0000b", "email=nobody", "email=a@b.c\nBcc: x",
			"organization=", "organization=2b1d8c1e-0000-4000-8000-000000000000", "organization='--", "roles=",
			"roles=OWNER" })
	void saysWhatIsWrongAndKeepsWhatWasTyped_J07(String typed) {
		String field = typed.substring(0, typed.indexOf('='));
		String[] form = { "username", username(), "displayName", "Emma Peeters", "email", "emma@mail.example",
				"organization", this.company.id().toString(), "roles", "EMPLOYEE" };
		form[List.of(form).indexOf(field) + 1] = typed.substring(typed.indexOf('=') + 1);

		Answer refused = this.visitor.post("/admin/accounts/new", form);

		assertThat(refused.status()).isEqualTo(200);
		assertThat(refused.alert()).startsWith("Please");
		assertThat(refused.find("href=\"(#" + field + ")\"")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "?page=-1", "?page=99999999999", "?page=x", "?q=%00", "?q=%F0%9F%98%80", "?q=%25&page=100000" })
	void answersAnySearch_J08(String query) {
		assertThat(this.visitor.get("/admin/accounts" + query).status()).isEqualTo(200);
	}

	private Callable<Boolean> demotion(AccountProfile whom, AccountProfile by) {
		AccountDetails details = new AccountDetails(whom.displayName(), whom.email(), this.company.id(),
				Set.of(Role.EMPLOYEE), true);
		return () -> this.changes.change(whom.id(), 0, details, by.subject())
			.refusal()
			.filter(AccountRefusal.LAST_ADMINISTRATOR::equals)
			.isPresent();
	}

	private Answer save(AccountProfile account, int edition, String... change) {
		return this.visitor.post("/admin/accounts/" + account.id(), form(account, edition, change));
	}

	private static String[] form(AccountProfile account, int edition, String... change) {
		String[] form = { "displayName", account.displayName(), "email", account.email(), "organization",
				account.organization().id().toString(), "roles", "EMPLOYEE", "enabled", "true", "edition",
				Integer.toString(edition), account.isAdministrator() ? "roles" : "ignored",
				account.isAdministrator() ? "ADMINISTRATOR" : "" };
		int at = List.of(form).indexOf(change[0]);
		form[change[0].equals("ADMINISTRATOR") ? at : at + 1] = change[1];
		return form;
	}

	private String username() {
		return "n" + UUID.randomUUID().toString().substring(0, 8) + "@" + this.company.domains().get(0);
	}

}
