package org.secondstep.invitation;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PostOffice;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Race;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

class InvitationTests extends PostOffice {

	private static final Pattern LINK = Pattern.compile(BASE_URL + "(/sign-in/new-password\\?token=[A-Za-z0-9_-]+)");

	private static final String PAGE = "/sign-in/new-password";

	private static final String ADD = "/security-info/add";

	private static final String CHOSEN = "paarse olifant danst traag";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	Invitations invitations;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile root;

	AccountProfile nora;

	@BeforeEach
	void invent() {
		OrganizationProfile organization = this.people
			.organization(new MfaPolicy(LocalDate.of(2026, 1, 1), 0, true, 14, Set.of()));
		this.root = this.people.helpdesk(organization);
		this.nora = this.people.newcomer(organization);
	}

	@Test
	void leadsFromTheMailThroughThePasswordToTheFirstMethod_B16_B20() {
		String link = invite(1);
		Visitor visitor = this.doorway.visitor();
		Answer opened = visitor.get(link);
		Answer page = visitor.get(PAGE);

		Answer chosen = choose(visitor, CHOSEN);

		assertThat(opened.location()).isEqualTo(PAGE);
		assertThat(page.heading()).isEqualTo("Choose your password");
		assertThat(page.body()).contains(this.nora.username()).doesNotContain(token(link));
		assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
		assertThat(page.header("Cache-Control")).contains("no-store");
		assertThat(chosen.location()).isEqualTo(ADD);
		assertThat(visitor.get(ADD).body()).contains("Authenticator app").doesNotContain("id=\"code\"");
		assertThat(this.doorway.enroll(visitor).key()).isNotEmpty();
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(signIn(CHOSEN).landing("/overview")).isEqualTo("/sign-in/verify");
	}

	@Test
	void isTheTicketOnlyForTheSessionInWhichItWasAccepted_B16() {
		Visitor invited = this.doorway.visitor();
		invited.get(invite(1));
		choose(invited, CHOSEN);

		Visitor later = signIn(CHOSEN);

		assertThat(later.landing("/overview")).isEqualTo(ADD);
		assertThat(later.get(ADD).body()).contains("temporary pass", "id=\"code\"");
		assertThat(later.get("/security-info/authenticator-app/open").location()).isEqualTo(ADD);
		assertThat(invited.get("/security-info/authenticator-app/open").status()).isEqualTo(200);
	}

	@Test
	void letsNobodyInBeforeThereIsAPassword() {
		Answer nobody = password("nobody-7f3@nowhere.example", "x");

		for (String guess : List.of("", " ", "null", "nobody", "nobody's", People.PASSWORD)) {
			Answer answer = password(this.nora.username(), guess);
			assertThat(answer.location()).isEqualTo(nobody.location());
		}
		assertThat(nobody.location()).isEqualTo("/sign-in/password?wrong");
	}

	@Test
	void isNotSpentByMailScanners_B20() {
		String link = invite(1);
		for (int i = 0; i < 2; i++) {
			Visitor scanner = this.doorway.visitor();
			scanner.get(link);
			scanner.get(PAGE);
			Answer head = scanner
				.send(scanner.request(link).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
			assertThat(head.location()).isEqualTo(PAGE);
		}

		Visitor visitor = this.doorway.visitor();
		visitor.get(link);

		assertThat(choose(visitor, CHOSEN).location()).isEqualTo(ADD);
	}

	@Test
	void canBeStartedAgainUntilItIsAccepted_B20() {
		String link = invite(1);
		Visitor visitor = this.doorway.visitor();
		visitor.get(link);
		Answer weak = choose(visitor, "Sunshine2026!!");
		visitor.get(link);
		Answer different = visitor.post(PAGE, "newPassword", CHOSEN, "repeatPassword", "other");
		Visitor elsewhere = this.doorway.visitor();
		elsewhere.get(link);

		Answer accepted = choose(elsewhere, CHOSEN);

		assertThat(weak.alert()).contains("Many people");
		assertThat(different.alert()).contains("differ");
		assertThat(different.wrongFields()).containsExactly("repeatPassword");
		assertThat(accepted.location()).isEqualTo(ADD);
		assertThat(List.of(visitor.get(link), choose(visitor, CHOSEN + "!"), elsewhere.get(link)))
			.allMatch((answer) -> answer.status() == 404);
		assertThat(password(this.nora.username(), CHOSEN + "!").location()).isEqualTo("/sign-in/password?wrong");
	}

	@Test
	void showsTheFormTwiceWhenTheSameLinkIsFollowedTwiceAtOnce_K2_9() throws Exception {
		String link = invite(1);
		Visitor visitor = this.doorway.visitor();
		visitor.get(link);
		String cookie = visitor.cookie("SESSION").orElseThrow();
		Callable<Integer> follow = () -> visitor.get(visitor.get(link).location()).status();

		for (int i = 0; i < 20; i++) {
			assertThat(Race.of(List.of(follow, follow))).containsOnly(200);
		}
		assertThat(visitor.cookie("SESSION")).contains(cookie);
	}

	@Test
	void opensNothingChangedReplacedOrTooLate_B20() {
		String first = invite(1);
		String second = invite(2);
		char last = second.charAt(second.length() - 2);
		String changed = second.substring(0, second.length() - 2) + ((last == 'A') ? 'B' : 'A')
				+ second.substring(second.length() - 1);
		Visitor opened = this.doorway.visitor();
		opened.get(second);
		List<Integer> statuses = List.of(status(first), status(changed), status(second));
		this.clock.forward(Duration.ofDays(7));
		Answer late = this.doorway.visitor().get(second);

		assertThat(statuses).containsExactly(404, 404, 302);
		assertThat(late.status()).isEqualTo(404);
		assertThat(late.heading()).isEqualTo("This link no longer works");
		assertThat(late.body()).contains("If you were invited");
		assertThat(choose(opened, CHOSEN).status()).isEqualTo(404);
		assertThat(this.accounts.hasPassword(this.nora.id())).isFalse();
		assertThat(this.invitations.of(this.nora.id()).orElseThrow().over()).isTrue();
	}

	@Test
	void isAcceptedByOneOfTwentyAtOnce_B20() throws Exception {
		String link = invite(1);
		List<Callable<Answer>> tries = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Visitor visitor = this.doorway.visitor();
			visitor.get(link);
			visitor.get(PAGE);
			String password = CHOSEN + " " + i;
			tries.add(() -> choose(visitor, password));
		}
		ExecutorService threads = Executors.newFixedThreadPool(20);

		List<Answer> answers = new ArrayList<>();
		for (Future<Answer> each : threads.invokeAll(tries)) {
			answers.add(each.get());
		}
		threads.shutdown();

		assertThat(answers).filteredOn((answer) -> answer.location().equals(ADD)).hasSize(1);
		assertThat(answers).allMatch((answer) -> answer.status() == 302 || answer.status() == 404);
		assertThat(events("INVITATION_ACCEPTED")).hasSize(1);
	}

	@Test
	void openedBySomebodyElseStaysTheInvitedPersons_B20() {
		AccountProfile carol = this.people.employee();
		String link = invite(1);
		Visitor visitor = this.doorway.withPassword(carol);
		visitor.get(link);
		Answer page = visitor.get(PAGE);

		choose(visitor, CHOSEN);

		assertThat(page.body()).contains(this.nora.username());
		assertThat(visitor.get(ADD).body()).contains(this.nora.displayName()).doesNotContain(carol.displayName());
		assertThat(this.doorway.withPassword(carol).landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void isForAccountsWithoutAPasswordOnly() {
		AccountProfile emma = this.people.employee();
		AccountProfile dan = this.people.newcomer(emma.organization());
		this.people.disable(dan);
		String link = invite(1);
		this.people.disable(this.nora);

		assertThat(this.invitations.send(emma, this.root.subject())).isFalse();
		assertThat(this.invitations.send(this.accounts.find(dan.id()).orElseThrow(), this.root.subject())).isFalse();
		assertThat(status(link)).isEqualTo(404);
		this.people.enable(this.nora);
		assertThat(status(link)).isEqualTo(404);
		Visitor visitor = this.doorway.visitor();
		visitor.get(invite(4));
		this.jdbc.sql("update account set password_hash = 'x' where id = ?").param(this.nora.id()).update();
		assertThat(choose(visitor, CHOSEN).status()).isEqualTo(404);
	}

	@Test
	void isRememberedAndItsOwnerHearsOfIt_H01_B18() throws Exception {
		Visitor visitor = this.doorway.visitor();
		visitor.get(invite(1));
		InvitationProfile sent = this.invitations.of(this.nora.id()).orElseThrow();
		choose(visitor, CHOSEN);

		assertThat(sent.until()).isEqualTo(sent.sentAt().plus(Duration.ofDays(7)));
		assertThat(this.invitations.of(this.nora.id())).isEmpty();
		assertThat(events("INVITATION_SENT")).containsExactly(this.root.username());
		assertThat(events("INVITATION_ACCEPTED")).containsExactly(this.nora.username());
		assertThat(events("PASSWORD_CHANGED")).isEmpty();
		assertThat(await(this.nora, 2)).hasSize(2);
		assertThat(mailsTo(this.nora).get(0).getSubject()).isEqualTo("Your account is ready");
		assertThat(mailsTo(this.nora).get(1).getSubject()).isEqualTo("Your account was opened");
		assertThat(text(mailsTo(this.nora).get(1))).doesNotContain(CHOSEN, "token=");
	}

	@Test
	void keepsNoTokenInClear_G01() {
		String token = token(invite(1));

		for (String column : List.of("token_hash from password_link", "sealed_text from mail", "sealed_html from mail",
				"detail from audit_entry")) {
			assertThat(this.jdbc.sql("select " + column).query(String.class).list().stream())
				.filteredOn(Objects::nonNull)
				.noneMatch((value) -> value.contains(token));
		}
		assertThat(token).hasSizeGreaterThanOrEqualTo(22);
	}

	/**
	 * Invites Nora and reads the link in the mail.
	 * @param mails how many mails she has then
	 */
	private String invite(int mails) {
		assertThat(this.invitations.send(this.nora, this.root.subject())).isTrue();
		List<String> links = linksIn(await(this.nora, mails), LINK);
		return links.get(links.size() - 1);
	}

	private static String token(String link) {
		return link.substring(link.indexOf('=') + 1);
	}

	private int status(String link) {
		return this.doorway.visitor().get(link).status();
	}

	private static Answer choose(Visitor visitor, String password) {
		visitor.get(PAGE);
		return visitor.post(PAGE, "newPassword", password, "repeatPassword", password);
	}

	private Visitor signIn(String password) {
		return this.doorway.visitor().signIn(this.nora.username(), password);
	}

	private Answer password(String username, String password) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		return visitor.post("/sign-in/password", "username", username, "password", password);
	}

	private List<String> events(String action) {
		return this.jdbc.sql("select actor_name from audit_entry where account_id = ? and action = ?")
			.params(this.nora.id(), action)
			.query(String.class)
			.list();
	}

}
