package org.secondstep.password;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordLinks;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.CountedStatements;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.PasswordPasses;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who has an account, a temporary pass and no password yet.
 */
@Import(CountedStatements.class)
class FirstSignInTests extends PostOffice {

	private static final String PAGE = "/sign-in/temporary-pass";

	private static final String CHOOSE = "/sign-in/new-password";

	private static final String ADD = "/security-info/add";

	private static final String OPEN = "/security-info/authenticator-app/open";

	private static final String CHOSEN = "paarse olifant danst traag";

	private static final String NEVER_ISSUED = "0000-1111-2222-3333";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	PasswordPasses passwordPasses;

	@Autowired
	PasswordLinks links;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile hugo;

	AccountProfile nora;

	@BeforeEach
	void invent() {
		this.company = this.people.organization(new MfaPolicy(LocalDate.of(2026, 1, 1), 0, true, 14, Set.of()));
		this.hugo = this.people.helpdesk(this.company);
		this.nora = this.people.newcomer(this.company);
	}

	@Test
	void beginsWithTheFieldThatIsEmpty() {
		Visitor known = this.doorway.visitor();
		known.post("/sign-in", "username", this.nora.username());

		assertThat(focus(this.doorway.visitor().get(PAGE))).isEqualTo("username");
		assertThat(focus(known.get(PAGE))).isEqualTo("code");
	}

	/**
	 * @return the first field that wants the focus, which gets it
	 */
	private static String focus(Answer page) {
		return page.find("<input[^>]* id=\"([^\"]+)\"[^>]* autofocus");
	}

	@Test
	void leadsFromTheServiceDeskThroughThePasswordToTheFirstMethod_B16() {
		Visitor desk = this.doorway.withPassword(this.hugo);
		desk.get(ADD);
		desk.post(ADD, "code", issue(this.hugo, false));
		this.doorway.enroll(desk);
		String person = "/helpdesk/accounts/" + this.nora.id();
		desk.get("/helpdesk");
		desk.post(person + "/caller-check/in-person", "document", "passport");
		Answer issued = desk.post(person + "/temporary-pass", "reason", "First day", "hours", "1", "number",
				UUID.randomUUID().toString());
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		visitor.post("/sign-in", "username", this.nora.username());
		Answer password = visitor.get("/sign-in/password");
		Answer page = visitor.get(PAGE);

		Answer opened = open(visitor, this.nora, issued.find("id=\"temporary-pass\"[^>]*>([^<]*)<"));
		String between = visitor.cookie("SESSION").orElseThrow();
		Answer chosen = choose(visitor, CHOSEN);

		assertThat(issued.body()).contains("has no password yet");
		assertThat(List.of(password.body(), visitor.get("/sign-in/help").body()))
			.allMatch((body) -> body.contains(PAGE));
		assertThat(page.heading()).isEqualTo("Temporary pass for a password");
		assertThat(page.body()).contains(this.nora.username());
		assertThat(opened.location()).isEqualTo(CHOOSE);
		assertThat(chosen.location()).isEqualTo(ADD);
		assertThat(visitor.cookie("SESSION").orElseThrow()).isNotEqualTo(between);
		assertThat(visitor.get(ADD).body()).contains("Authenticator app").doesNotContain("id=\"code\"");
		assertThat(this.doorway.enroll(visitor).key()).isNotEmpty();
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(this.passes.of(this.nora.id())).isEmpty();
	}

	@Test
	void isTheTicketOnlyForTheSessionInWhichThePasswordWasChosen_B16() {
		Visitor visitor = this.doorway.visitor();
		String pass = issue(this.nora, false);
		open(visitor, this.nora, pass);
		choose(visitor, CHOSEN);

		Visitor thief = this.doorway.visitor().signIn(this.nora.username(), CHOSEN);
		thief.get(ADD);

		assertThat(thief.get(OPEN).location()).isEqualTo(ADD);
		assertThat(thief.post(ADD, "code", pass).alert()).contains("already used");
		assertThat(visitor.get(OPEN).status()).isEqualTo(200);
	}

	@Test
	void opensAnAccountOnceEvenWithAPassForManyUses_D09() {
		String pass = issue(this.nora, true);
		Visitor first = this.doorway.visitor();
		Visitor second = this.doorway.visitor();
		open(first, this.nora, pass);
		open(second, this.nora, pass);

		Answer replaced = choose(first, CHOSEN);
		Answer chosen = choose(second, CHOSEN);
		Answer again = open(this.doorway.visitor(), this.nora, pass);

		assertThat(replaced.status()).isEqualTo(404);
		assertThat(chosen.location()).isEqualTo(ADD);
		assertThat(again.alert()).contains("do not fit together");
	}

	@Test
	void letsExactlyOneOfTwentyIn_D09() throws Exception {
		String pass = issue(this.nora, false);
		List<Callable<Answer>> tries = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Visitor visitor = this.doorway.visitor();
			visitor.get(PAGE);
			tries.add(() -> visitor
				.send(visitor.form(PAGE, visitor.token(), "username", this.nora.username(), "code", pass)));
		}

		List<Answer> answers = Race.of(tries);

		assertThat(answers).filteredOn((answer) -> answer.location().equals(CHOOSE)).hasSizeLessThanOrEqualTo(1);
		assertThat(answers).allMatch((answer) -> answer.status() < 400);
		assertThat(remembered("PASS_USED"))
			.hasSize((int) answers.stream().filter((answer) -> answer.location().equals(CHOOSE)).count());
	}

	@Test
	void givesOnePasswordWhereAnInvitationIsAcceptedAtTheSameTime_I16() throws Exception {
		for (int round = 0; round < 5; round++) {
			AccountProfile newcomer = this.people.newcomer(this.company);
			Visitor one = this.doorway.visitor();
			open(one, newcomer, issue(newcomer, true));
			one.get(CHOOSE);
			Visitor other = this.doorway.visitor();
			other
				.get(CHOOSE + "?token=" + this.links.issue(newcomer.id(), LinkPurpose.INVITATION, Duration.ofHours(1)));
			other.get(CHOOSE);

			List<Answer> answers = Race.of(List.of(() -> choose(one, CHOSEN), () -> choose(other, CHOSEN + "!")));

			assertThat(answers).filteredOn((answer) -> answer.location().equals(ADD)).hasSize(1);
			assertThat(answers).allMatch((answer) -> answer.status() == 302 || answer.status() == 404);
			assertThat(this.accounts.find(newcomer.id()).orElseThrow().generation()).isOne();
		}
	}

	@Test
	void refusesEverybodyElseAlikeInTheSameSteps_A01() {
		AccountProfile emma = this.people.employee(this.company);
		AccountProfile dan = this.people.newcomer(this.company);
		String ofDan = issue(dan, true);
		this.jdbc.sql("update account set enabled = false where id = ?").param(dan.id()).update();
		AccountProfile used = this.people.newcomer(this.company);
		String once = issue(used, false);
		open(this.doorway.visitor(), used, once);
		AccountProfile late = this.people.newcomer(this.company);
		String early = this.passes
			.issue(late, this.hugo.subject(), this.clock.instant().plusSeconds(60),
					this.clock.instant().plusSeconds(90), true, "INC-7")
			.text();
		String ofEmma = issue(emma, true);
		AccountProfile forgetful = this.people.employee(this.company);
		String spent = issueForPassword(forgetful);
		open(this.doorway.visitor(), forgetful, spent);
		AccountProfile waiting = this.people.employee(this.company);
		issueForPassword(waiting);
		List<String[]> refused = List.of(new String[] { forgetful.username(), spent },
				new String[] { waiting.username(), NEVER_ISSUED },
				new String[] { "nobody-7f3@nowhere.example", NEVER_ISSUED },
				new String[] { "no account at all", NEVER_ISSUED }, new String[] { emma.username(), ofEmma },
				new String[] { dan.username(), ofDan }, new String[] { this.nora.username(), ofEmma },
				new String[] { used.username(), once }, new String[] { late.username(), early });

		List<String> answers = new ArrayList<>();
		Set<Integer> steps = new HashSet<>();
		for (String[] each : refused) {
			Visitor visitor = this.doorway.visitor();
			visitor.get(PAGE);
			steps.add(CountedStatements.during(() -> answers.add(shown(visitor, each[0], each[1]))));
		}

		assertThat(Set.copyOf(answers)).hasSize(1);
		assertThat(answers.get(0)).startsWith("200").contains("do not fit together");
		assertThat(steps).hasSize(1);
	}

	@Test
	void letsAnAccountWaitOnlyWhereItWasGuessedAt_C10() {
		String pass = issue(this.nora, false);
		Visitor guesser = this.doorway.visitor();
		for (int i = 0; i < 5; i++) {
			open(guesser, this.nora, NEVER_ISSUED);
		}
		Answer waiting = open(guesser, this.nora, pass);
		this.clock.forward(Duration.ofSeconds(31));

		Answer later = open(guesser, this.nora, pass);

		assertThat(waiting.alert()).contains("too many tries");
		assertThat(later.location()).isEqualTo(CHOOSE);
		assertThat(this.jdbc.sql("select count(*) from second_step_attempts where account_id = ?")
			.param(this.nora.id())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void countsNoTypingErrorsAndShowsNoPassAgain_C20() {
		String pass = issue(this.nora, false);
		Visitor visitor = this.doorway.visitor();
		for (int i = 0; i < 6; i++) {
			assertThat(open(visitor, this.nora, pass.substring(1)).alert()).contains("16 letters and digits");
		}
		Answer nameless = visitor.post(PAGE, "username", " ", "code", pass);
		Answer wrong = open(visitor, this.nora, NEVER_ISSUED);

		assertThat(nameless.alert()).contains("Type your account");
		assertThat(List.of(nameless.body(), wrong.body())).noneMatch((body) -> body.contains(pass))
			.noneMatch((body) -> body.contains(NEVER_ISSUED));
		assertThat(wrong.body()).contains(this.nora.username());
		assertThat(open(visitor, this.nora, pass.toLowerCase(Locale.ROOT).replace('-', ' ')).location())
			.isEqualTo(CHOOSE);
	}

	@Test
	void boughtNothingOnceItIsReplacedOrTheAccountIsDisabledOrTimeIsOver_D09() {
		Visitor replaced = this.doorway.visitor();
		open(replaced, this.nora, issue(this.nora, false));
		issue(this.nora, false);
		AccountProfile dan = this.people.newcomer(this.company);
		Visitor disabled = this.doorway.visitor();
		open(disabled, dan, issue(dan, false));
		this.people.disable(dan);
		this.people.enable(dan);
		AccountProfile lea = this.people.newcomer(this.company);
		Visitor slow = this.doorway.visitor();
		open(slow, lea, issue(lea, false));
		this.clock.forward(Duration.ofMinutes(15));

		assertThat(List.of(replaced, disabled, slow)).allMatch((each) -> choose(each, CHOSEN).status() == 404);
		assertThat(List.of(this.nora, dan, lea)).noneMatch((each) -> this.accounts.hasPassword(each.id()));
	}

	@RepeatedTest(3)
	void tellsNobodyWhoSavesTwiceAtOnceThatTimeIsOver_I15() throws Exception {
		Visitor newcomer = this.doorway.visitor();
		open(newcomer, this.nora, issue(this.nora, false));
		newcomer.get(CHOOSE);
		HttpRequest save = newcomer.form(CHOOSE, newcomer.token(), "newPassword", CHOSEN, "repeatPassword", CHOSEN);

		List<Answer> answers = Race.of(List.of(() -> newcomer.send(save), () -> newcomer.send(save)));

		assertThat(answers).extracting(Answer::location).containsOnlyOnce("/security-info/add");
		assertThat(answers).extracting(Answer::heading).doesNotContain("The time to choose a password is over");
	}

	@Test
	void saysWhatToDoOnceTheTimeToChooseAPasswordIsOver() {
		Visitor slow = this.doorway.visitor();
		open(slow, this.nora, issue(this.nora, false));
		this.clock.forward(Duration.ofMinutes(16));

		for (Answer late : List.of(choose(slow, CHOSEN), slow.get(CHOOSE))) {
			assertThat(late.status()).isEqualTo(404);
			assertThat(late.heading()).isEqualTo("The time to choose a password is over");
			assertThat(late.find("(?s)<main(.*)</main>")).contains("href=\"" + PAGE + "\"", "mailto:")
				.doesNotContain("/sign-in/forgot-password");
		}
		assertThat(this.doorway.visitor().get(CHOOSE).heading()).isEqualTo("This link no longer works");
	}

	@Test
	void isRememberedAndItsOwnerHearsOfIt_H01_B18() throws Exception {
		Visitor visitor = this.doorway.visitor();
		open(visitor, this.nora, NEVER_ISSUED);
		open(visitor, this.nora, issue(this.nora, false));
		choose(visitor, CHOSEN);

		this.doorway.settle();
		assertThat(remembered("PASS_WRONG")).containsExactly("127.0.0.1");
		assertThat(remembered("PASS_USED")).hasSize(1);
		assertThat(remembered("FIRST_PASSWORD_CHOSEN")).hasSize(1);
		assertThat(remembered("PASSWORD_CHANGED")).isEmpty();
		assertThat(await(this.nora, 3).stream().map(PostOffice::text))
			.anyMatch((text) -> text.contains("choose the first password"))
			.anyMatch((text) -> text.contains("Reason: INC-7"));
	}

	@Test
	void tellsTheOwnerOfAPassForAPassword_K7_1() throws Exception {
		AccountProfile emma = this.people.employee(this.company);
		Visitor visitor = this.doorway.visitor();
		open(visitor, emma, issueForPassword(emma));
		choose(visitor, CHOSEN);

		assertThat(await(emma, 3).stream().map(PostOffice::text))
			.anyMatch((text) -> text.contains("a new password for your account can be chosen. Reason: INC-7"))
			.anyMatch((text) -> text.contains("was used for your account"))
			.anyMatch((text) -> text.contains("password"));
	}

	@Test
	void takesAnAdministratorForANewColleagueOfTheServiceDesk_D05() {
		AccountProfile hana = this.people.newcomer(this.company, Set.of(Role.EMPLOYEE, Role.HELPDESK));
		AccountProfile root = this.people.account("Rita Roos", this.company, Set.of(Role.ADMINISTRATOR));
		List<Answer> answers = new ArrayList<>();
		for (AccountProfile staff : List.of(this.hugo, root)) {
			Visitor desk = this.doorway.withPassword(staff);
			desk.get(ADD);
			desk.post(ADD, "code", issue(staff, false));
			this.doorway.enroll(desk);
			desk.get("/helpdesk");
			desk.post("/helpdesk/accounts/" + hana.id() + "/caller-check/in-person", "document", "passport");
			answers.add(desk.post("/helpdesk/accounts/" + hana.id() + "/temporary-pass", "reason", "First day", "hours",
					"1", "number", UUID.randomUUID().toString()));
		}

		assertThat(answers.get(0).status()).isEqualTo(403);
		assertThat(answers.get(0).alert()).contains("Only an administrator");
		assertThat(answers.get(1).body()).contains("id=\"temporary-pass\"");
	}

	private String issue(AccountProfile account, boolean manyUses) {
		Instant now = this.clock.instant();
		return this.passes
			.issue(account, this.people.helpdesk(this.company).subject(), now, now.plus(Duration.ofHours(1)), manyUses,
					"INC-7")
			.text();
	}

	private String issueForPassword(AccountProfile account) {
		return this.passwordPasses.issue(account, this.hugo.subject(), "INC-7").text();
	}

	private static Answer open(Visitor visitor, AccountProfile account, String pass) {
		visitor.get(PAGE);
		return visitor.post(PAGE, "username", account.username(), "code", pass);
	}

	private static String shown(Visitor visitor, String username, String pass) {
		Answer answer = visitor.post(PAGE, "username", username, "code", pass);
		String body = answer.body().replace(visitor.token(), "").replace(username, "");
		return answer.status() + " " + answer.headers().map().keySet() + body;
	}

	private static Answer choose(Visitor visitor, String password) {
		visitor.get(CHOOSE);
		return visitor.post(CHOOSE, "newPassword", password, "repeatPassword", password);
	}

	private List<String> remembered(String action) {
		return this.jdbc
			.sql("select coalesce(address, '') from audit_entry where account_id = ? and action = ? order by id")
			.params(this.nora.id(), action)
			.query(String.class)
			.list();
	}

}
