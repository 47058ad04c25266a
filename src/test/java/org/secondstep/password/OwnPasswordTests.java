package org.secondstep.password;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.PasswordChanges;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.limit.Guesses;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Race;
import org.secondstep.support.Requests;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changing the password, and choosing another one by a mailed link.
 */
class OwnPasswordTests extends PostOffice {

	private static final String NEW = "Vier groene olifanten 7";

	private static final String LINK = "/sign-in/new-password";

	private static final String FORGOTTEN = "/sign-in/forgot-password";

	private static final Pattern TOKEN = Pattern
		.compile("http://portal\\.test(/sign-in/new-password\\?token=[\\w-]{43})\n");

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	ForgottenPassword forgotten;

	@Autowired
	DeviceCookie device;

	@Autowired
	Guesses guesses;

	@Autowired
	PasswordChanges changes;

	@Autowired
	Passwords passwords;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SettableClock clock;

	AccountProfile emma;

	@BeforeEach
	void invent() {
		this.emma = this.people.employee();
	}

	@Test
	void changesThePasswordAndEndsEveryOtherSession() {
		Visitor elsewhere = this.doorway.withPassword(this.emma);
		Visitor visitor = this.doorway.withPassword(this.emma);
		String before = visitor.cookie("SESSION").orElseThrow();

		Answer answer = change(visitor, People.PASSWORD, NEW);

		assertThat(answer.location()).isEqualTo("/security-info");
		assertThat(visitor.get("/security-info").body()).contains("Your password is changed");
		assertThat(visitor.cookie("SESSION").orElseThrow()).isNotEqualTo(before);
		assertThat(elsewhere.landing("/overview")).isEqualTo("/sign-in");
		assertThat(canSignIn(this.emma, People.PASSWORD)).isFalse();
		assertThat(canSignIn(this.emma, NEW)).isTrue();
		assertThat(text(await(this.emma, 1).get(0))).contains("the password of your account was changed")
			.doesNotContain(NEW, People.PASSWORD);
	}

	@RepeatedTest(3)
	void changesItOnceAndStaysSignedInWhenTheFormIsSentTwice_I15() throws Exception {
		Visitor visitor = this.doorway.withPassword(this.emma);
		visitor.get("/password");
		HttpRequest form = visitor.form("/password", visitor.token(), "currentPassword", People.PASSWORD, "newPassword",
				NEW, "repeatPassword", NEW);
		Callable<Answer> press = () -> visitor.send(form);

		List<Answer> answers = Race.of(List.of(press, press));

		assertThat(answers).extracting(Answer::location).containsOnly("/security-info");
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(await(this.emma, 1)).hasSize(1);
	}

	@Test
	void takesNothingFromWhoProvedAPasswordThatIsNoLongerOne() {
		this.changes.change(this.emma, this.passwords.hash(NEW));

		assertThat(this.changes.change(this.emma, this.passwords.hash("what the thief wanted 7"))).isEmpty();
		assertThat(canSignIn(this.emma, NEW)).isTrue();
	}

	@Test
	void endsASessionOfTheOldPasswordThatNobodyDeleted() {
		Visitor visitor = this.doorway.withPassword(this.emma);

		this.changes.change(this.emma, this.passwords.hash(NEW));

		assertThat(visitor.landing("/overview")).isEqualTo("/sign-in");
	}

	@Test
	void countsAWrongCurrentPasswordLikeAnyOther() {
		Visitor visitor = this.doorway.withPassword(this.emma);
		for (int i = 0; i < 5; i++) {
			assertThat(change(visitor, "not the password", NEW).alert()).contains("not your current password");
		}

		Answer waiting = change(visitor, People.PASSWORD, NEW);
		boolean signIn = canSignIn(this.emma, People.PASSWORD);
		this.clock.forward(Duration.ofSeconds(31));
		Answer afterwards = change(visitor, People.PASSWORD, NEW);

		assertThat(waiting.alert()).contains("not your current password");
		assertThat(signIn).isFalse();
		assertThat(afterwards.location()).isEqualTo("/security-info");
	}

	@Test
	void saysWhyANewPasswordIsRefusedAndShowsNone() {
		Visitor visitor = this.doorway.withPassword(this.emma);

		Answer common = change(visitor, People.PASSWORD, "Sunshine2026!!");
		Answer same = change(visitor, People.PASSWORD, People.PASSWORD);
		Answer different = visitor.post("/password", "currentPassword", People.PASSWORD, "newPassword", NEW,
				"repeatPassword", NEW + "x");

		assertThat(common.alert()).contains("Many people have this password");
		assertThat(same.alert()).contains("This is your current password");
		assertThat(different.alert()).contains("The two passwords differ");
		assertThat(List.of(common, same)).flatExtracting(Answer::wrongFields)
			.containsExactly("newPassword", "newPassword");
		assertThat(different.wrongFields()).containsExactly("repeatPassword");
		assertThat(common.body() + same.body() + different.body()).doesNotContain("Sunshine2026", People.PASSWORD, NEW);
		assertThat(canSignIn(this.emma, People.PASSWORD)).isTrue();
	}

	@Test
	void dropsAnEnrollmentThatBeganWithTheOldPassword_B12() {
		Visitor visitor = this.doorway.withPassword(this.emma);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
		Phone phone = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
		change(visitor, People.PASSWORD, NEW);

		Answer confirmed = visitor.post("/security-info/authenticator-app/scan", "code", phone.code());

		assertThat(confirmed.location()).isEqualTo("/security-info/authenticator-app/open");
		assertThat(count("pending_authenticator")).isZero();
		assertThat(count("sign_in_method")).isZero();
	}

	@Test
	void comparesEveryCharacterOfALongPassword_A07() {
		String eighty = "olifant-giraf-krokodil-papegaai-schildpad-zebra-egel-octopus-krab-bij-uil-flami!";
		change(this.doorway.withPassword(this.emma), People.PASSWORD, eighty);

		assertThat(eighty).hasSize(80);
		assertThat(canSignIn(this.emma, eighty.substring(0, 79) + "?")).isFalse();
		assertThat(canSignIn(this.emma, eighty.substring(0, 72))).isFalse();
		assertThat(canSignIn(this.emma, eighty)).isTrue();
	}

	@Test
	void takesAPasswordHoweverAKeyboardComposesIt() {
		change(this.doorway.withPassword(this.emma), People.PASSWORD, "cr\u00e8me br\u00fbl\u00e9e 2x");

		assertThat(canSignIn(this.emma, "cre\u0300me bru\u0302le\u0301e 2x")).isTrue();
		assertThat(canSignIn(this.emma, "creme brulee 2x")).isFalse();
	}

	@Test
	void answersAlikeWhateverAccountIsTyped_A01() {
		AccountProfile dan = this.people.employee();
		this.people.disable(dan);
		AccountProfile often = this.people.employee();
		for (int i = 0; i < 3; i++) {
			ask(often.username());
		}

		List<Answer> answers = List.of(ask(this.emma.username()), ask(dan.username()), ask(often.username()),
				ask("nobody-7f3@nowhere.example"), ask("nobody"));
		this.doorway.settle();

		assertThat(answers).allMatch((answer) -> answer.status() == 302)
			.allMatch((answer) -> answer.location().equals("/sign-in/ended/link-sent"));
		assertThat(await(this.emma, 1)).hasSize(1);
		assertThat(mailsTo(dan)).noneMatch((mail) -> text(mail).contains("/sign-in/new-password"));
		assertThat(await(often, 3)).hasSize(3);
	}

	@Test
	void mailsLinksToTheOwnersDeviceWhileStrangersUseUpAllOthers_C10() {
		for (int i = 0; i < 25; i++) {
			this.forgotten.request(this.emma.username(), Requests.from("198.51.100." + i));
		}
		this.doorway.settle();
		int ofStrangers = linksMailed();
		MockHttpServletRequest own = Requests.from("198.51.100.200", this.emma.username(), this.device);

		for (int i = 0; i < 5; i++) {
			this.forgotten.request(this.emma.username(), own);
		}
		this.doorway.settle();

		assertThat(ofStrangers).isEqualTo(5);
		assertThat(linksMailed()).isEqualTo(ofStrangers + 3);
	}

	@Test
	void letsTheOwnersDeviceAskWhileItsAddressWaits_A01() {
		String office = "198.51.100.201";
		for (int i = 0; i < 30; i++) {
			this.forgotten.request("nobody-" + i + "@nowhere.example", Requests.from(office));
		}
		MockHttpServletRequest own = Requests.from(office, this.emma.username(), this.device);

		boolean stranger = this.forgotten.request(this.emma.username(), Requests.from(office));
		boolean another = this.forgotten.request(this.people.employee().username(), own);
		boolean unknown = this.forgotten.request("nobody@nowhere.example", own);

		assertThat(List.of(stranger, another, unknown)).containsOnly(false);
		assertThat(this.forgotten.request(this.emma.username(), own)).isTrue();
	}

	@Test
	void makesAClientThatAsksTooOftenWait() {
		int admitted = 0;
		Answer answer = ask("nobody-0@nowhere.example");
		while (answer.status() == 302 && admitted < 100) {
			admitted++;
			answer = ask("nobody-" + admitted + "@nowhere.example");
		}
		Answer refused = answer;
		this.clock.forward(Duration.ofMinutes(16));

		assertThat(refused.status()).isEqualTo(429);
		assertThat(admitted).isLessThanOrEqualTo(30);
		assertThat(ask(this.emma.username()).status()).isEqualTo(302);
	}

	@Test
	void renewsAForgottenPasswordOnceAndSignsNobodyIn_B20() {
		Visitor elsewhere = this.doorway.withPassword(this.emma);
		String link = link(1);
		Visitor visitor = this.doorway.visitor();
		Answer opened = visitor.get(link);
		Answer page = visitor.get(LINK);

		Answer answer = renew(visitor, NEW);

		assertThat(opened.location()).isEqualTo(LINK);
		assertThat(page.heading()).isEqualTo("Choose a new password");
		assertThat(page.body()).contains(this.emma.username())
			.doesNotContain("token=", link.substring(link.indexOf('=') + 1));
		assertThat(page.header("Cache-Control")).contains("no-store");
		assertThat(answer.location()).isEqualTo("/sign-in?changed");
		assertThat(visitor.get(answer.location()).body()).contains("Sign in with the new one", this.emma.username());
		assertThat(visitor.landing("/overview")).isEqualTo("/sign-in");
		assertThat(elsewhere.landing("/overview")).isEqualTo("/sign-in");
		assertThat(canSignIn(this.emma, NEW)).isTrue();
		assertThat(List.of(visitor.get(link), visitor.get(LINK), this.doorway.visitor().get(link)))
			.allMatch((again) -> again.status() == 404);
	}

	@Test
	void isNotSpentByMailScanners_B20() {
		String link = link(1);
		for (int i = 0; i < 2; i++) {
			Visitor scanner = this.doorway.visitor();
			scanner.get(link);
			scanner.get(LINK);
			scanner.send(scanner.request(link).method("HEAD", HttpRequest.BodyPublishers.noBody()).build());
		}

		Visitor visitor = this.doorway.visitor();
		visitor.get(link);
		visitor.get(LINK);

		assertThat(renew(visitor, NEW).location()).isEqualTo("/sign-in?changed");
	}

	@Test
	void opensNothingWithAnotherTokenNorTooLateNorAfterANewerLink_B20() {
		String first = link(1);
		String second = link(2);
		char last = second.charAt(second.length() - 2);
		String changed = second.substring(0, second.length() - 2) + ((last == 'A') ? 'B' : 'A')
				+ second.substring(second.length() - 1);
		Visitor opened = this.doorway.visitor();
		opened.get(second);
		List<Integer> statuses = List.of(status(first), status(changed), status(LINK + "?token="), status(LINK),
				status(second));
		this.clock.forward(Duration.ofMinutes(15));

		assertThat(statuses).containsExactly(404, 404, 404, 404, 302);
		assertThat(status(second)).isEqualTo(404);
		assertThat(opened.get(LINK).status()).isEqualTo(404);
		assertThat(renew(opened, NEW).status()).isEqualTo(404);
		assertThat(canSignIn(this.emma, People.PASSWORD)).isTrue();
	}

	@Test
	void diesWhenThePasswordChangesOrTheAccountIsDisabled() {
		String link = link(1);
		change(this.doorway.withPassword(this.emma), People.PASSWORD, NEW);
		int afterChange = status(link);
		String another = link(3);
		int open = status(another);
		this.people.disable(this.emma);

		assertThat(afterChange).isEqualTo(404);
		assertThat(open).isEqualTo(302);
		assertThat(status(another)).isEqualTo(404);
	}

	@Test
	void letsPeopleInAfterAMailedLinkWhileStrangersGuess_K3_3() {
		String link = link(1);
		Visitor visitor = this.doorway.visitor();
		visitor.get(link);
		visitor.get(LINK);
		renew(visitor, NEW);
		IntStream.range(0, 50)
			.forEach((i) -> this.guesses.reserve(this.emma.username(), Requests.from("198.51.100." + i)));

		Visitor elsewhere = this.doorway.visitor().signIn(this.emma.username(), NEW);
		visitor.signIn(this.emma.username(), NEW);

		assertThat(elsewhere.landing("/overview")).isEqualTo("/sign-in");
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void asksForTheSecondStepAndCountsItsMisses_B20() {
		Phone phone = this.doorway.enroll(this.doorway.withPassword(this.emma));
		String link = link(2);
		Visitor visitor = this.doorway.visitor();
		visitor.get(link);
		visitor.get(LINK);

		Answer without = renew(visitor, NEW);
		Answer weak = renew(visitor, "Sunshine2026!!", phone.code());
		List<Answer> wrong = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			wrong.add(renew(visitor, NEW, phone.wrongCode()));
		}
		Answer waiting = renew(visitor, NEW, phone.code());
		this.clock.forward(Duration.ofSeconds(31));
		Answer right = renew(visitor, NEW, phone.code());
		this.clock.nextCode();

		assertThat(without.alert()).contains("six digits");
		assertThat(weak.alert()).contains("Many people");
		assertThat(wrong.get(3).alert()).contains("not right");
		assertThat(wrong.get(4).alert()).contains("too many wrong codes");
		assertThat(waiting.alert()).contains("too many wrong codes");
		assertThat(right.location()).isEqualTo("/sign-in?changed");
		assertThat(signIn(this.emma, NEW).landing("/overview")).isEqualTo("/sign-in/verify");
	}

	@Test
	void worksOnceInTwentyParallelTries_B20() throws Exception {
		String link = link(1);
		List<Callable<Answer>> tries = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Visitor visitor = this.doorway.visitor();
			visitor.get(link);
			visitor.get(LINK);
			String password = NEW + " " + i;
			tries.add(() -> renew(visitor, password));
		}
		ExecutorService threads = Executors.newFixedThreadPool(20);

		List<Answer> answers = new ArrayList<>();
		for (Future<Answer> each : threads.invokeAll(tries)) {
			answers.add(each.get());
		}
		threads.shutdown();

		assertThat(answers).filteredOn((answer) -> answer.location().equals("/sign-in?changed")).hasSize(1);
		assertThat(answers).allMatch((answer) -> answer.status() == 302 || answer.status() == 404);
	}

	@Test
	void keepsNoTokenInClear() {
		String token = link(1).replaceFirst(".*=", "");

		assertThat(this.jdbc.sql("select token_hash from password_link").query(String.class).list())
			.noneMatch((hash) -> hash.contains(token));
		assertThat(this.jdbc.sql("select sealed_text from mail").query(String.class).list().stream())
			.filteredOn(Objects::nonNull)
			.noneMatch((body) -> body.contains(token));
		assertThat(this.jdbc.sql("select detail from audit_entry where account_id = ?")
			.param(this.emma.id())
			.query(String.class)
			.list()
			.stream()).filteredOn(Objects::nonNull).noneMatch((detail) -> detail.contains(token));
	}

	@Test
	void mailsALinkToTheConfiguredHostWhateverHostIsAsked_F05() throws IOException {
		Visitor visitor = this.doorway.visitor();
		visitor.get(FORGOTTEN);
		String body = "_csrf=" + visitor.token() + "&mail=yes&username=" + this.emma.username().replace("@", "%40");
		try (Socket socket = new Socket("localhost", this.doorway.port())) {
			socket.getOutputStream()
				.write(("POST " + FORGOTTEN
						+ " HTTP/1.1\r\nHost: evil.test\r\nX-Forwarded-Host: evil.test\r\nCookie: CSRF="
						+ visitor.cookie("CSRF").orElseThrow()
						+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
						+ "\r\nConnection: close\r\n\r\n" + body)
					.getBytes(StandardCharsets.ISO_8859_1));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			assertThat(answer).startsWith("HTTP/1.1 302").contains("Location: /sign-in/ended/link-sent");
		}

		String mail = text(await(this.emma, 1).get(0));

		assertThat(mail).containsPattern(TOKEN).doesNotContain("evil");
	}

	private Answer ask(String username) {
		return this.doorway.visitor().post(FORGOTTEN, "username", username, "mail", "yes");
	}

	/**
	 * Asks for a link and reads it in the mail.
	 * @param mails how many mails there are then
	 */
	private String link(int mails) {
		ask(this.emma.username());
		List<String> links = linksIn(await(this.emma, mails), TOKEN);
		return links.get(links.size() - 1);
	}

	private int status(String link) {
		return this.doorway.visitor().get(link).status();
	}

	private static Answer change(Visitor visitor, String current, String chosen) {
		visitor.get("/password");
		return visitor.post("/password", "currentPassword", current, "newPassword", chosen, "repeatPassword", chosen);
	}

	private static Answer renew(Visitor visitor, String chosen) {
		return renew(visitor, chosen, "");
	}

	private static Answer renew(Visitor visitor, String chosen, String code) {
		return visitor.post(LINK, "newPassword", chosen, "repeatPassword", chosen, "code", code);
	}

	private Visitor signIn(AccountProfile account, String password) {
		return this.doorway.visitor().signIn(account.username(), password);
	}

	private boolean canSignIn(AccountProfile account, String password) {
		return !signIn(account, password).landing("/overview").equals("/sign-in");
	}

	private int linksMailed() {
		return this.jdbc
			.sql("select count(*) from audit_entry where account_id = ? and action = 'PASSWORD_LINK_REQUESTED'")
			.param(this.emma.id())
			.query(Integer.class)
			.single();
	}

	private int count(String table) {
		return this.jdbc.sql("select count(*) from " + table + " where account_id = ?")
			.param(this.emma.id())
			.query(Integer.class)
			.single();
	}

}
