package org.secondstep.approval;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reset of staff takes two, and its owner can stop it.
 */
class ApprovalTests extends PostOffice {

	private static final Pattern LINK = Pattern.compile("http://portal\\.test(/stop-reset\\?token=[A-Za-z0-9_-]+)");

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SignInMethods methods;

	@Autowired
	OpenedAccounts opened;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	ApprovalDesk approvalDesk;

	OrganizationProfile company;

	AccountProfile hugo;

	Visitor first;

	AccountProfile hana;

	Visitor person;

	Visitor second;

	@BeforeEach
	void openTheDesk() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.hugo = this.people.helpdesk(this.company);
		this.first = enrolled(this.hugo);
		this.hana = this.people.helpdesk(this.company);
		this.person = enrolled(this.hana);
		this.second = enrolled(this.people.helpdesk(this.company));
	}

	@Test
	void waitsForASecondMemberOfStaff_D05() {
		Answer asked = request(this.hana);
		String page = this.first.get(asked.location()).body();
		String id = waiting(this.second);

		Answer own = this.first.post("/helpdesk/approvals/" + id, "answer", "approve");
		this.person.get("/helpdesk/approvals");
		Answer self = this.person.post("/helpdesk/approvals/" + id, "answer", "approve");
		int before = this.methods.of(this.hana.id()).size();
		Answer approved = this.second.post("/helpdesk/approvals/" + id, "answer", "approve");

		assertThat(asked.location()).endsWith("?done=reset-methods");
		assertThat(page).contains("waits for a second member of staff").doesNotContain("Done: Reset");
		assertThat(List.of(own.location(), self.location())).containsOnly("/helpdesk/approvals");
		assertThat(before).isOne();
		assertThat(approved.location()).isEqualTo("/helpdesk/approvals?decided");
		assertThat(this.methods.of(this.hana.id())).isEmpty();
		assertThat(this.person.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(remembered()).containsExactly("RESET_REQUESTED", "RESET_APPROVED", "METHODS_RESET");
	}

	@Test
	void judgesWhoApprovesAsTheyAreThen_D17() {
		AccountProfile approver = this.people.helpdesk(this.company);
		request(this.hana);
		UUID id = UUID.fromString(waiting(this.second));
		this.people.disable(approver);

		assertThat(this.approvalDesk.decide(id, approver, true)).isFalse();
		assertThat(this.methods.of(this.hana.id())).hasSize(1);
	}

	@Test
	void isApprovedOnceHoweverManyPress_I16() throws Exception {
		Visitor third = enrolled(this.people.helpdesk(this.company));
		request(this.hana);
		String id = waiting(this.second);
		waiting(third);

		List<Answer> answers = Race
			.of(List.of(() -> decide(this.second, id, "approve"), () -> decide(this.second, id, "decline"),
					() -> decide(third, id, "approve"), () -> decide(third, id, "decline")));

		assertThat(answers).allMatch((answer) -> answer.status() < 500)
			.filteredOn((answer) -> answer.location().endsWith("?decided"))
			.hasSize(1);
	}

	@Test
	void letsTheOwnerStopItWithOneClick_B18() {
		request(this.hana);
		String link = link(this.hana);
		Visitor scanner = this.doorway.visitor();
		scanner.get(link);
		scanner.get("/stop-reset");
		Visitor owner = this.doorway.visitor();
		Answer opened = owner.get(link);
		Answer page = owner.get(opened.location());

		Answer stopped = owner.post("/stop-reset");

		assertThat(opened.location()).isEqualTo("/stop-reset");
		assertThat(page.heading()).isEqualTo("Stop, this wasn’t me");
		assertThat(stopped.heading()).isEqualTo("The reset is stopped");
		assertThat(owner.get(link).status()).isEqualTo(404);
		assertThat(scanner.post("/stop-reset").status()).isEqualTo(404);
		assertThat(this.second.get("/helpdesk/approvals").body()).contains("Nothing waits");
		assertThat(request(this.hana).status()).isEqualTo(403);
		assertThat(remembered()).containsExactly("RESET_REQUESTED", "RESET_STOPPED");
		this.clock.forward(Duration.ofHours(24));
		this.first = this.doorway.withPassword(this.people.helpdesk(this.company));
		this.doorway.enroll(this.first);
		assertThat(request(this.hana).location()).endsWith("?done=reset-methods");
	}

	@Test
	void isEitherStoppedOrApproved_I16() throws Exception {
		for (int round = 0; round < 5; round++) {
			AccountProfile target = this.people.helpdesk(this.company);
			enrolled(target);
			this.hana = target;
			request(target);
			String id = waiting(this.second);
			Visitor owner = this.doorway.visitor();
			owner.get(owner.get(link(this.hana)).location());

			List<Answer> answers = Race.of(List.of(() -> decide(this.second, id, "approve"),
					() -> owner.send(owner.form("/stop-reset", owner.token()))));

			boolean approved = answers.get(0).location().endsWith("?decided");
			assertThat(answers.get(1).status()).isEqualTo(approved ? 404 : 200);
			assertThat(this.methods.of(target.id()).isEmpty()).isEqualTo(approved);
		}
	}

	@Test
	void endsWithTheRightsOfWhoAsked_D17() {
		request(this.hana);
		String id = waiting(this.second);

		this.people.disable(this.hugo);
		this.people.enable(this.hugo);

		assertThat(this.second.get("/helpdesk/approvals").body()).contains("Nothing waits");
		assertThat(decide(this.second, id, "approve").status()).isEqualTo(404);
		assertThat(decide(this.second, id, "decline").status()).isEqualTo(404);
		assertThat(this.methods.of(this.hana.id())).isNotEmpty();
	}

	@Test
	void isDeclinedOnlyWhereWhoAskedIsThePerson_D05() {
		request(this.hana);
		String id = waiting(this.second);

		this.jdbc.sql("update account set email = ? where id = ?").params(this.hana.email(), this.hugo.id()).update();

		assertThat(decide(this.second, id, "approve").location()).isEqualTo("/helpdesk/approvals");
		assertThat(this.methods.of(this.hana.id())).isNotEmpty();
		assertThat(this.second.get("/helpdesk/approvals/" + id).body()).contains("Nobody can approve this any more");
		assertThat(decide(this.second, id, "decline").location()).isEqualTo("/helpdesk/approvals?decided");
	}

	@Test
	void endsAfterADay() {
		request(this.hana);
		String id = waiting(this.second);
		this.clock.forward(Duration.ofHours(24));
		this.second = enrolled(this.people.helpdesk(this.company));
		this.second.get("/helpdesk");

		assertThat(this.second.post("/helpdesk/approvals/" + id, "answer", "approve").status()).isEqualTo(404);
		assertThat(this.methods.of(this.hana.id())).hasSize(1);
	}

	@Test
	void protectsEverybodyWhereTheOrganizationWantsIt() {
		OrganizationProfile careful = this.people.organization(new MfaPolicy(null, 3, false, 14, Set.of(), true));
		this.first = enrolled(this.people.helpdesk(careful));
		AccountProfile emma = this.people.employee(careful);
		enrolled(emma);

		request(emma);

		assertThat(this.methods.of(emma.id())).hasSize(1);
		assertThat(waiting(enrolled(this.people.helpdesk(careful)))).isNotEmpty();
	}

	@Test
	void needsASecondPersonForASecondResetInADay_D13() {
		AccountProfile emma = this.people.employee(this.company);
		enrolled(emma);
		request(emma);
		int after = this.methods.of(emma.id()).size();
		enrolledAgain(emma);

		request(emma);

		assertThat(after).isZero();
		assertThat(this.methods.of(emma.id())).hasSize(1);
		assertThat(waiting(this.second)).isNotEmpty();
	}

	@Test
	void letsNobodyResetManyAloneNotEvenInParallel_D13() throws Exception {
		List<AccountProfile> crowd = new ArrayList<>();
		for (int i = 0; i < 13; i++) {
			crowd.add(this.people.employee(this.company));
			enrolled(crowd.get(i));
			verify(crowd.get(i));
		}
		String token = this.first.token();

		List<Answer> answers = Race.of(crowd.stream()
			.<Callable<Answer>>map((target) -> () -> this.first.send(this.first
				.form("/helpdesk/accounts/" + target.id() + "/reset-methods", token, "reason", "Ticket 4711")))
			.toList());

		assertThat(answers).allMatch((answer) -> answer.location().endsWith("?done=reset-methods"));
		assertThat(crowd).filteredOn((target) -> this.methods.of(target.id()).isEmpty()).hasSize(10);
		assertThat(this.first.post(requirement(crowd), "reason", "Ticket 4711").status()).isEqualTo(403);
	}

	@Test
	void tellsAdministratorsOnceAnHourOfStaffWhoResetMany_D13() throws Exception {
		AccountProfile root = this.people.account("Rita Roos", this.company, Set.of(Role.ADMINISTRATOR));
		addDone(10);
		AccountProfile emma = this.people.employee(this.company);
		enrolled(emma);
		verify(emma);
		for (int i = 0; i < 3; i++) {
			this.first.post("/helpdesk/accounts/" + emma.id() + "/require-enrollment", "reason", "Ticket 4711");
		}

		List<MimeMessage> mails = await(root, 1);

		assertThat(this.methods.of(emma.id())).hasSize(1);
		assertThat(mails).hasSize(1);
		assertThat(mails.get(0).getSubject()).isEqualTo("Unusually many resets by one member of staff");
		assertThat(text(mails.get(0))).contains(this.hugo.username());
		assertThat(alarms(this.hugo.username())).isOne();
	}

	@Test
	void tellsAdministratorsOfManyResetsInOneOrganization_D13() throws Exception {
		AccountProfile root = this.people.account("Rita Roos", this.company, Set.of(Role.ADMINISTRATOR));
		for (int i = 0; i < 3; i++) {
			this.hugo = this.people.helpdesk(this.company);
			addDone(10);
		}
		for (int i = 0; i < 2; i++) {
			AccountProfile emma = this.people.employee(this.company);
			enrolled(emma);
			request(emma);
			assertThat(this.methods.of(emma.id())).isEmpty();
		}

		List<MimeMessage> mails = await(root, 1);

		assertThat(mails).hasSize(1);
		assertThat(text(mails.get(0))).contains("more than thirty people of " + this.company.name());
		assertThat(alarms(this.company.name())).isOne();
	}

	@Test
	void countsPassesLikeResetsAlsoInParallel_D13() throws Exception {
		AccountProfile root = this.people.account("Rita Roos", this.company, Set.of(Role.ADMINISTRATOR));
		addDone(8);
		List<AccountProfile> crowd = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			crowd.add(this.people.employee(this.company));
			verify(crowd.get(i));
		}
		String token = this.first.token();

		List<Answer> answers = Race
			.of(crowd.stream().<Callable<Answer>>map((target) -> () -> pass(target, token)).toList());

		assertThat(answers).filteredOn((answer) -> answer.status() == 200).hasSize(2);
		assertThat(answers).filteredOn((answer) -> answer.status() == 403)
			.hasSize(2)
			.allSatisfy((answer) -> assertThat(answer.alert()).contains("ten people within an hour"));
		assertThat(text(await(root, 1).get(0))).contains(this.hugo.username());
		assertThat(alarms(this.hugo.username())).isOne();
	}

	@Test
	void countsOnePersonOnceAndNobodyWhomTwoHaveSeen_D13() {
		AccountProfile emma = this.people.employee(this.company);
		enrolled(emma);
		addDone(9);
		verify(emma);
		List<Answer> passes = List.of(pass(emma, this.first.token()), pass(emma, this.first.token()));
		request(emma);
		int left = this.methods.of(emma.id()).size();
		AccountProfile liam = this.people.employee(this.company);
		enrolled(liam);
		request(liam);
		Answer early = pass(liam, this.first.token());
		decide(this.second, waiting(this.second), "approve");

		Answer late = pass(liam, this.first.token());

		assertThat(passes).allMatch((answer) -> answer.status() == 200);
		assertThat(left).isZero();
		assertThat(early.status()).isEqualTo(403);
		assertThat(late.status()).isEqualTo(200);
	}

	private Answer pass(AccountProfile target, String token) {
		return this.first.send(this.first.form("/helpdesk/accounts/" + target.id() + "/temporary-pass", token, "reason",
				"Ticket 4711", "hours", "1", "number", UUID.randomUUID().toString()));
	}

	/**
	 * Resets by one member of staff alone, just now.
	 */
	private void addDone(int resets) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		for (int i = 0; i < resets; i++) {
			this.opened.add(new ResetRequest(UUID.randomUUID(), this.people.newcomer(this.company).id(), this.hugo.id(),
					"Ticket 4711", now, now.plusSeconds(60)), "ALONE");
		}
	}

	private int alarms(String who) {
		return this.jdbc.sql(
				"select count(*) from audit_entry where action = 'RESETS_ALARMING' and actor_name is null and detail like ?")
			.param("%" + who + "%")
			.query(Integer.class)
			.single();
	}

	/**
	 * @return the page of somebody of this crowd who was not reset
	 */
	private String requirement(List<AccountProfile> crowd) {
		AccountProfile left = crowd.stream()
			.filter((target) -> !this.methods.of(target.id()).isEmpty())
			.findFirst()
			.orElseThrow();
		return "/helpdesk/accounts/" + left.id() + "/require-enrollment";
	}

	@Test
	void tellsTheOwnerOfAllThatStaffDo_D19() throws Exception {
		AccountProfile emma = this.people.employee(this.company);
		enrolled(emma);
		verify(emma);
		for (String action : List.of("end-sessions", "disable", "enable", "require-enrollment")) {
			verify(emma);
			this.first.post("/helpdesk/accounts/" + emma.id() + "/" + action, "reason", "Ticket 4711");
		}

		List<MimeMessage> mails = await(emma, 10);

		List<String> subjects = new ArrayList<>();
		for (MimeMessage mail : mails) {
			subjects.add(mail.getSubject());
		}
		assertThat(subjects).contains("Your service desk verified a caller as you", "You were signed out everywhere",
				"Your account was disabled", "Your account was enabled again",
				"You have to set up a sign-in method again");
		assertThat(mails.stream().map(PostOffice::text)).filteredOn((text) -> text.contains("Ticket 4711")).hasSize(4);
	}

	@ParameterizedTest
	@ValueSource(strings = { "require-enrollment", "temporary-pass", "methods/{id}/remove" })
	void leavesNobodyAloneAnotherWayToTheSameEnd_D05(String action) {
		String method = this.methods.of(this.hana.id()).get(0).id().toString();
		verify(this.hana);

		Answer refused = this.first.post("/helpdesk/accounts/" + this.hana.id() + "/" + action.replace("{id}", method),
				"reason", "Ticket 4711", "hours", "1", "number", UUID.randomUUID().toString());

		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.alert()).contains("two members of staff");
		assertThat(this.methods.of(this.hana.id())).hasSize(1);
	}

	@Test
	void letsOneAloneRequireAMethodOfSomebodyWhoHasNone_D05() {
		AccountProfile emma = this.people.employee(this.company);
		enrolled(emma);
		request(emma);

		String page = this.first.get("/helpdesk/accounts/" + emma.id()).body();
		Answer required = this.first.post("/helpdesk/accounts/" + emma.id() + "/require-enrollment", "reason",
				"Ticket 4711");

		assertThat(this.methods.of(emma.id())).isEmpty();
		assertThat(page).contains("There is no method.").doesNotContain("two members of staff", "why-require");
		assertThat(required.location()).endsWith("?done=require-enrollment");
		assertThat(this.doorway.withPassword(emma).landing("/overview")).isEqualTo("/security-info/add");
	}

	@Test
	void takesNoMethodThatIsRegisteredMeanwhile_D05_I16() throws Exception {
		for (int round = 0; round < 5; round++) {
			AccountProfile emma = this.people.employee(this.company);
			enrolled(emma);
			request(emma);
			Visitor owner = withPass(emma);
			owner.get("/security-info/authenticator-app/open");
			owner.post("/security-info/authenticator-app/open", "name", "Phone");
			Phone phone = Phone.scan(owner.get("/security-info/authenticator-app/scan"), this.clock);

			List<Answer> answers = Race.of(List
				.of(() -> owner.post("/security-info/authenticator-app/scan", "code", phone.code()), () -> this.first
					.post("/helpdesk/accounts/" + emma.id() + "/require-enrollment", "reason", "Ticket 4711")));

			assertThat(answers).allMatch((answer) -> answer.status() < 500);
			assertThat(this.methods.of(emma.id())).hasSize(answers.get(0).location().endsWith("/done") ? 1 : 0);
		}
	}

	@Test
	void sendsNobodyToAResetThatWaits() {
		request(this.hana);

		String page = this.first.get("/helpdesk/accounts/" + this.hana.id()).body();

		assertThat(page).contains("A reset waits for a second member of staff.", "a reset waits for the second one")
			.doesNotContain("Reset sign-in methods” first");
	}

	@Test
	void doesNotExistForOtherOrganizations_D02() {
		request(this.hana);
		String id = waiting(this.second);
		Visitor foreign = enrolled(this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY)));

		assertThat(foreign.get("/helpdesk/approvals").body()).contains("Nothing waits");
		assertThat(foreign.get("/helpdesk/approvals/" + id).status()).isEqualTo(404);
		assertThat(foreign.post("/helpdesk/approvals/" + id, "answer", "approve").status()).isEqualTo(404);
	}

	private Visitor enrolled(AccountProfile account) {
		Visitor visitor = this.doorway.withPassword(account);
		this.doorway.enroll(visitor);
		return visitor;
	}

	/**
	 * After a reset, by a pass.
	 */
	private void enrolledAgain(AccountProfile account) {
		this.doorway.enroll(withPass(account));
	}

	private Visitor withPass(AccountProfile account) {
		String pass = this.first
			.post("/helpdesk/accounts/" + account.id() + "/temporary-pass", "reason", "Ticket 4711", "hours", "1",
					"number", UUID.randomUUID().toString())
			.find("id=\"temporary-pass\"[^>]*>([^<]*)<");
		Visitor visitor = this.doorway.withPassword(account);
		visitor.get("/sign-in/verify");
		visitor.post("/sign-in/verify", "code", pass);
		return visitor;
	}

	private void verify(AccountProfile target) {
		this.first.get("/helpdesk");
		this.first.post("/helpdesk/accounts/" + target.id() + "/caller-check/in-person", "document", "passport");
	}

	private Answer request(AccountProfile target) {
		verify(target);
		return this.first.post("/helpdesk/accounts/" + target.id() + "/reset-methods", "reason", "Ticket 4711");
	}

	private static String waiting(Visitor staff) {
		staff.get("/helpdesk");
		return staff.get("/helpdesk/approvals").find("/helpdesk/approvals/([0-9a-f-]{36})");
	}

	private static Answer decide(Visitor staff, String id, String answer) {
		return staff.send(staff.form("/helpdesk/approvals/" + id, staff.token(), "answer", answer));
	}

	static String link(AccountProfile owner) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> mailsTo(owner).stream()
				.map((mail) -> LINK.matcher(text(mail)))
				.filter(Matcher::find)
				.findFirst(), Optional::isPresent)
			.orElseThrow()
			.group(1);
	}

	private List<String> remembered() {
		return this.jdbc.sql("""
				select action from audit_entry where account_id = ?
				and (action like 'RESET%' or action = 'METHODS_RESET') order by id""")
			.param(this.hana.id())
			.query(String.class)
			.list();
	}

}
