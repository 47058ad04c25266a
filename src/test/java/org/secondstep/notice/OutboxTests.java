package org.secondstep.notice;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.MailLine.State;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutboxTests extends PostOffice {

	private static final Letter LETTER = Letter.of("notice.methods-locked", "", Instant.parse("2026-09-01T08:00:05Z"));

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	Outbox outbox;

	@Autowired
	Postman postman;

	@Autowired
	MailStore store;

	@Autowired
	TransactionOperations transaction;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	SettableClock clock;

	AccountProfile emma;

	@BeforeEach
	void invent() {
		this.emma = this.people.employee();
	}

	@AfterEach
	void repair() {
		line(State.OPEN);
	}

	@Test
	void writesTextAndHtmlInTheOwnersLanguage_B18() throws Exception {
		this.accounts.speak(this.emma, "nl");
		queue(this.accounts.find(this.emma.id()).orElseThrow());

		MimeMessage mail = await(this.emma, 1).get(0);

		assertThat(mail.getSubject()).isEqualTo("Uw aanmeldingsmethoden zijn vergrendeld");
		assertThat(mail.getFrom()[0]).hasToString("portal@portal.test");
		assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
		assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@portal\\.test>");
		for (String body : List.of(text(mail), html(mail))) {
			assertThat(body).contains("Dag Emma Peeters,", "1 september 2026", BASE_URL, this.emma.caseReference(),
					"desk@" + this.emma.organization().domains().get(0));
		}
		assertThat(html(mail)).contains(this.emma.organization().name(), "lang=\"nl\"", "#0b6e4f");
	}

	@Test
	void showsMarkupInNamesAsText_F01() throws Exception {
		String name = "<script>alert(1)</script>\"><img src=x> [[${7*7}]] __${7*7}__::.x";
		AccountProfile odd = this.people.account(name, this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE));

		queue(odd, Letter.of("notice.method-renamed", name, this.clock.instant()));
		MimeMessage mail = await(odd, 1).get(0);

		assertThat(html(mail)).doesNotContain("<script", "<img")
			.contains("&lt;script&gt;alert(1)", "[[${7*7}]] __${7*7}__::.x");
		assertThat(text(mail)).contains("“" + name + "”");
	}

	@Test
	void takesTheHostFromTheConfiguration_F05() throws Exception {
		Visitor visitor = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(visitor);
		Visitor elsewhere = this.doorway.withPassword(this.emma);
		elsewhere.get("/sign-in/verify");

		HttpRequest forged = elsewhere.form("/sign-in/verify", elsewhere.token(), "code", phone.code());
		Answer answer = elsewhere.send(HttpRequest.newBuilder(forged, (name, value) -> true)
			.header("X-Forwarded-Host", "evil.test")
			.header("Forwarded", "host=evil.test;proto=https")
			.header("X-Forwarded-Prefix", "//evil.test")
			.build());
		List<MimeMessage> mails = await(this.emma, 2);

		assertThat(answer.location()).startsWith("/");
		for (MimeMessage mail : mails) {
			assertThat(text(mail) + html(mail)).doesNotContain("evil.test", "localhost").contains(BASE_URL);
		}
	}

	@Test
	void sendsNothingOfWhatDidNotHappen() {
		this.transaction.executeWithoutResult((status) -> {
			this.outbox.queue(this.emma, LETTER);
			status.setRollbackOnly();
		});

		assertThat(rows(this.emma)).isZero();
		assertThatExceptionOfType(IllegalTransactionStateException.class)
			.isThrownBy(() -> this.outbox.queue(this.emma, LETTER));
	}

	@Test
	void keepsNoBodyInClearAndNoneAtAllOnceItHasLeft() throws Exception {
		line(State.REFUSING);
		queue(this.emma);
		List<Object> waiting = this.jdbc.sql("select sealed_text, sealed_html from mail where recipient = ?")
			.param(this.emma.email())
			.query()
			.singleRow()
			.values()
			.stream()
			.toList();
		line(State.OPEN);
		this.clock.forward(Duration.ofMinutes(6));
		this.postman.deliver();
		await(this.emma, 1);
		awaitState("sent_at is not null");

		assertThat(waiting).allSatisfy((body) -> assertThat(body.toString()).doesNotContain("Emma", "Hello"));
		assertThat(count("sealed_text is null and sealed_html is null")).isEqualTo(1);
	}

	@Test
	void sendsNothingToARecipientThatWasChangedInTheDatabase_K5_1() throws Exception {
		AccountProfile eve = this.people.employee();
		line(State.REFUSING);
		queue(this.emma);
		awaitState("last_error is not null");
		this.jdbc.sql("update mail set recipient = ? where recipient = ?")
			.params(eve.email(), this.emma.email())
			.update();

		line(State.OPEN);
		this.clock.forward(Duration.ofMinutes(6));
		this.postman.deliver();
		int unsent = this.jdbc
			.sql("delete from mail where recipient = ? and sent_at is null and last_error like 'SealBroken%'")
			.param(eve.email())
			.update();

		assertThat(unsent).isOne();
		assertThat(mailsTo(eve)).isEmpty();
	}

	@Test
	void waitsForAServerThatIsAwayForADay_I06() throws Exception {
		line(State.REFUSING);
		queue(this.emma);
		for (int hour = 0; hour < 24; hour++) {
			this.postman.deliver();
			this.clock.forward(Duration.ofHours(1));
		}
		boolean early = !mailsTo(this.emma).isEmpty();
		int tried = this.jdbc.sql("select attempts from mail where recipient = ?")
			.param(this.emma.email())
			.query(Integer.class)
			.single();

		line(State.OPEN);
		this.postman.deliver();
		MimeMessage mail = await(this.emma, 1).get(0);
		this.clock.forward(Duration.ofHours(2));
		this.postman.deliver();

		assertThat(early).isFalse();
		assertThat(tried).isGreaterThan(3);
		assertThat(mail.getMessageID()).contains(id(this.emma).toString());
		assertThat(mailsTo(this.emma)).hasSize(1);
	}

	@Test
	void keepsNobodyWaitingWhileTheServerHangs_I06() throws Exception {
		Visitor visitor = this.doorway.withPassword(this.emma);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Phone");
		Phone phone = Phone.scan(visitor.get("/security-info/authenticator-app/scan"), this.clock);
		line(State.HANGING);

		long begin = System.nanoTime();
		visitor.post("/security-info/authenticator-app/scan", "code", phone.code());
		Duration took = Duration.ofNanos(System.nanoTime() - begin);
		awaitHanging();
		line(State.OPEN);
		awaitState("last_error is not null");
		this.clock.forward(Duration.ofMinutes(6));
		this.postman.deliver();

		assertThat(took).isLessThan(Duration.ofSeconds(2));
		assertThat(await(this.emma, 1)).hasSize(1);
	}

	@Test
	void sendsWhatEndsSoonBeforeABulkOfOtherMails() {
		Instant begin = this.clock.instant();
		Instant soon = begin.plus(Duration.ofHours(1));
		Instant tomorrow = begin.plus(Duration.ofDays(1));

		Stream<QueuedMail> due = this.transaction.execute((status) -> {
			status.setRollbackOnly();
			this.outbox.queue(this.emma, LETTER);
			this.outbox.queue(this.emma,
					Letter.of("notice.invitation", this.emma.username(), tomorrow).linking("/", tomorrow));
			this.clock.forward(Duration.ofSeconds(1));
			this.outbox.queue(this.emma, Letter.of("notice.password-link", soon).linking("/", soon));
			return this.store.due(this.clock.instant(), 1000).stream();
		});

		assertThat(due).filteredOn((mail) -> mail.recipient().equals(this.emma.email()))
			.extracting(QueuedMail::usefulUntil)
			.containsExactly(soon, tomorrow, null);
	}

	@Test
	void sendsAgainUnderTheSameIdWhenTheAnswerIsLost_I06() throws Exception {
		line(State.DROPPING);
		queue(this.emma);
		await(this.emma, 1);
		awaitState("last_error is not null");
		line(State.OPEN);
		this.clock.forward(Duration.ofMinutes(6));
		this.postman.deliver();

		List<MimeMessage> mails = await(this.emma, 2);

		assertThat(mails).hasSize(2);
		assertThat(mails.get(0).getMessageID()).isEqualTo(mails.get(1).getMessageID());
	}

	@Test
	void outlivesTheNodeThatHadIt_I06() throws Exception {
		line(State.REFUSING);
		queue(this.emma);
		awaitState("claimed_until is null and last_error is not null");
		this.clock.forward(Duration.ofMinutes(6));
		QueuedMail mail = this.store.due(this.clock.instant(), 1000)
			.stream()
			.filter((each) -> each.recipient().equals(this.emma.email()))
			.findFirst()
			.orElseThrow();
		Instant now = this.clock.instant();
		boolean claimed = this.store.claim(mail, now, now.plus(Duration.ofMinutes(5)));
		line(State.OPEN);

		this.postman.deliver();
		int meanwhile = mailsTo(this.emma).size();
		this.clock.forward(Duration.ofMinutes(5));
		this.postman.deliver();

		assertThat(claimed).isTrue();
		assertThat(meanwhile).isZero();
		assertThat(await(this.emma, 1)).hasSize(1);
	}

	@Test
	void givesEachAttemptToOneOfTwentyNodes() throws Exception {
		line(State.REFUSING);
		queue(this.emma);
		awaitState("claimed_until is null and last_error is not null");
		Instant later = this.clock.instant().plus(Duration.ofMinutes(2));
		QueuedMail mail = this.store.unsent(1000)
			.stream()
			.filter((each) -> each.recipient().equals(this.emma.email()))
			.findFirst()
			.orElseThrow();
		ExecutorService nodes = Executors.newFixedThreadPool(20);
		List<Callable<Boolean>> claims = IntStream.range(0, 20)
			.mapToObj((
					node) -> (Callable<Boolean>) () -> this.store.claim(mail, later, later.plus(Duration.ofMinutes(5))))
			.toList();

		int claimed = 0;
		for (Future<Boolean> each : nodes.invokeAll(claims)) {
			claimed += each.get() ? 1 : 0;
		}
		nodes.shutdown();

		assertThat(claimed).isEqualTo(1);
	}

	@Test
	void givesUpAfterThreeDaysAndTellsAdministratorsWhoCanTryAgain_I06() throws Exception {
		Visitor administrator = administrator();
		line(State.REFUSING);
		queue(this.emma);
		awaitState("last_error is not null");
		String waiting = administrator.get("/admin/mails").body();
		this.clock.forward(Duration.ofHours(72));
		this.postman.deliver();
		awaitState("given_up_at is not null");
		Visitor again = administrator();
		String givenUp = again.get("/admin/mails").body();
		line(State.OPEN);

		Answer answer = again.post("/admin/mails");

		assertThat(waiting).contains(this.emma.email(), "Your sign-in methods are locked", "Try now");
		assertThat(givenUp).contains("Given up").contains("Check the mail server");
		assertThat(answer.location()).isEqualTo("/admin/mails");
		assertThat(await(this.emma, 1)).hasSize(1);
	}

	@Test
	void waitsLongerAfterEachFailureAndAnHourAtMost() {
		assertThat(IntStream.rangeClosed(1, 8).mapToObj(Postman::pauseAfter).map(Duration::toMinutes))
			.containsExactly(1L, 2L, 5L, 10L, 30L, 60L, 60L, 60L);
	}

	@Test
	void forgetsSentMailsAfterSevenDays() throws Exception {
		queue(this.emma);
		await(this.emma, 1);
		awaitState("sent_at is not null");
		this.clock.forward(Duration.ofDays(7).minusSeconds(60));
		this.postman.forget();
		int before = rows(this.emma);
		this.clock.forward(Duration.ofMinutes(2));

		this.postman.forget();

		assertThat(before).isEqualTo(1);
		assertThat(rows(this.emma)).isZero();
	}

	@Test
	void isThereForAdministratorsWithBothStepsOnly() {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		Visitor helpdesk = this.doorway.withPassword(hugo);
		this.doorway.enroll(helpdesk);
		AccountProfile alex = newAdministrator();
		Visitor behindTheWall = this.doorway.withPassword(alex);
		String wall = behindTheWall.get("/admin/mails").location();
		Phone phone = this.doorway.enroll(behindTheWall);
		Visitor half = this.doorway.withPassword(alex);
		Visitor both = this.doorway.withBothSteps(alex, phone);
		Answer page = both.get("/admin/mails");
		String second = half.get("/admin/mails").location();
		this.clock.forward(Duration.ofMinutes(11));

		assertThat(helpdesk.get("/admin/mails").status()).isEqualTo(404);
		assertThat(wall).isEqualTo("/security-info/add");
		assertThat(second).isEqualTo("/sign-in/verify");
		assertThat(page.heading()).isEqualTo("Mails");
		assertThat(both.get("/admin/mails").status()).isEqualTo(200);
		assertThat(both.post("/admin/mails").location()).isEqualTo("/sign-in/verify");
	}

	private AccountProfile newAdministrator() {
		return this.people.account("Alex Dubois", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
	}

	private Visitor administrator() {
		Visitor visitor = this.doorway.withPassword(newAdministrator());
		this.doorway.enroll(visitor);
		visitor.get("/get-started");
		return visitor;
	}

	private void queue(AccountProfile to) {
		queue(to, LETTER);
	}

	private void queue(AccountProfile to, Letter letter) {
		this.transaction.executeWithoutResult((status) -> this.outbox.queue(to, letter));
	}

	private int rows(AccountProfile account) {
		return this.jdbc.sql("select count(*) from mail where recipient = ?")
			.param(account.email())
			.query(Integer.class)
			.single();
	}

	private int count(String state) {
		return this.jdbc.sql("select count(*) from mail where recipient = ? and " + state)
			.param(this.emma.email())
			.query(Integer.class)
			.single();
	}

	private void awaitState(String state) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> count(state) == 1);
	}

	private UUID id(AccountProfile account) {
		return this.jdbc.sql("select id from mail where recipient = ?")
			.param(account.email())
			.query(UUID.class)
			.single();
	}

}
