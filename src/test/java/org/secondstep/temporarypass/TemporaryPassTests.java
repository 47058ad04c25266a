package org.secondstep.temporarypass;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.Statuses;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TemporaryPassTests extends PostOffice {

	private static final String VERIFY = "/sign-in/verify";

	private static final String METHODS = "/sign-in/verify/methods";

	private static final String ADD = "/security-info/add";

	private static final String OPEN = "/security-info/authenticator-app/open";

	private static final String SCAN = "/security-info/authenticator-app/scan";

	private static final MfaPolicy PASS_NEEDED = new MfaPolicy(LocalDate.of(2026, 1, 1), 0, true, 14, Set.of());

	private static final Duration DAY = Duration.ofHours(24);

	private static final String NEVER_ISSUED = "0000-1111-2222-3333";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	PassEndings endings;

	@Autowired
	SignInMethods methods;

	@Autowired
	Statuses statuses;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	AccountProfile hugo;

	Phone phone;

	@BeforeEach
	void enroll() {
		this.emma = this.people.employee();
		this.hugo = this.people.helpdesk(this.emma.organization());
		this.phone = this.doorway.enroll(this.doorway.withPassword(this.emma));
	}

	@Test
	void isAnotherMethodAtTheSecondStep() {
		String pass = issue(this.emma, false);
		Visitor visitor = this.doorway.withPassword(this.emma);
		Answer usual = visitor.get(VERIFY);
		Answer choice = visitor.get(METHODS);
		visitor.post(METHODS, "id", "temporary-pass");
		Answer question = visitor.get(VERIFY);
		String before = visitor.cookie("SESSION").orElseThrow();

		Answer answer = visitor.post(VERIFY, "code", pass);

		assertThat(usual.body()).contains("Use another method", "one-time-code");
		assertThat(choice.body()).contains("Temporary pass");
		assertThat(question.heading()).isEqualTo("Verify your identity");
		assertThat(question.body()).contains("for=\"code\"").doesNotContain("one-time-code", "inputmode");
		assertThat(answer.location()).isEqualTo(ADD);
		assertThat(visitor.cookie("SESSION").orElseThrow()).isNotEqualTo(before);
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(visitor.get(ADD).body()).contains("Authenticator app", "for one hour");
	}

	@Test
	void isNoChoiceWithoutOne() {
		Visitor visitor = this.doorway.withPassword(this.emma);

		assertThat(visitor.get(VERIFY).body()).doesNotContain("Use another method");
		assertThat(visitor.post(METHODS, "id", "temporary-pass").status()).isEqualTo(404);
	}

	@Test
	void letsExactlyOneOfTwentyParallelSignInsIn_D09() throws Exception {
		String pass = issue(this.emma, false);
		List<Callable<Answer>> signIns = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			Visitor visitor = chooser(this.emma);
			signIns.add(() -> visitor.post(VERIFY, "code", pass));
		}
		ExecutorService threads = Executors.newFixedThreadPool(20);

		List<Answer> answers = new ArrayList<>();
		for (Future<Answer> each : threads.invokeAll(signIns)) {
			answers.add(each.get());
		}
		threads.shutdown();

		assertThat(answers).filteredOn((answer) -> answer.location().equals(ADD)).hasSize(1);
		assertThat(answers).allMatch((answer) -> answer.status() < 400);
		assertThat(events("PASS_USED")).hasSize(1);
	}

	@Test
	void letsItsOwnerInOnceOrUntilItsEnd_D09() {
		AccountProfile lucas = enrolled();
		String once = issue(this.emma, false);
		String many = issue(lucas, true);

		List<String> landings = List.of(use(this.emma, once), use(this.emma, once), use(lucas, many), use(lucas, many));
		this.clock.forward(DAY);

		assertThat(landings).containsExactly("/overview", VERIFY, "/overview", "/overview");
		assertThat(use(lucas, many)).isEqualTo(VERIFY);
	}

	@Test
	void opensNothingBeforeItsStartOnceReplacedOrForAnother_D09() {
		AccountProfile lucas = enrolled();
		Instant start = this.clock.instant().plus(Duration.ofHours(2));
		String early = this.passes.issue(this.emma, this.hugo.subject(), start, start.plus(DAY), true, "INC-7").text();
		String beforeStart = use(this.emma, early);
		String others = issue(lucas, true);
		issue(this.emma, true);

		assertThat(beforeStart).isEqualTo(VERIFY);
		assertThat(use(this.emma, others)).isEqualTo(VERIFY);
		this.clock.forward(Duration.ofHours(3));
		assertThat(use(this.emma, early)).isEqualTo(VERIFY);
		assertThat(use(lucas, others)).isEqualTo("/overview");
	}

	@Test
	void startsWhenItIsToStart() {
		Instant start = this.clock.instant().plus(Duration.ofHours(2));
		String pass = this.passes.issue(this.emma, this.hugo.subject(), start, start.plus(DAY), false, "INC-7").text();
		this.clock.forward(Duration.ofHours(2));

		assertThat(use(this.emma, pass)).isEqualTo("/overview");
	}

	@Test
	void opensNothingInARowToWhichItsHashWasCopied() {
		AccountProfile lucas = enrolled();
		String pass = issue(lucas, true);
		issue(this.emma, true);
		this.jdbc.sql("""
				update temporary_pass set pass_hash =
				(select pass_hash from temporary_pass where account_id = ?) where account_id = ?""")
			.params(lucas.id(), this.emma.id())
			.update();

		assertThat(use(this.emma, pass)).isEqualTo(VERIFY);
	}

	@Test
	void isDeadOnceItsAccountIsDisabled() {
		String pass = issue(this.emma, true);
		Visitor inside = chooser(this.emma);
		inside.post(VERIFY, "code", pass);
		String going = inside.landing("/overview");
		this.people.disable(this.emma);

		assertThat(going).isEqualTo("/overview");
		assertThat(use(this.emma, pass)).isEqualTo("/sign-in");
		assertThat(inside.landing("/overview")).isEqualTo("/sign-in");
	}

	@Test
	void isAskedOfWhoeverHasNothingElseAndEnrollsNobody() {
		AccountProfile sam = this.people.employee();
		Visitor before = this.doorway.withPassword(sam);
		boolean free = before.landing("/overview").equals("/overview");
		String pass = issue(sam, false);
		Visitor visitor = this.doorway.withPassword(sam);
		List<String> asked = List.of(before.landing("/overview"), visitor.landing("/overview"), visitor.landing(OPEN),
				visitor.landing("/security-info"));

		Answer question = visitor.get(VERIFY);

		Answer answer = visitor.post(VERIFY, "code", pass);

		assertThat(free).isTrue();
		assertThat(question.body()).doesNotContain("href=\"/devices\"");
		assertThat(visitor.get("/overview").body()).contains("href=\"/devices\"");
		assertThat(asked).containsExactly(VERIFY, VERIFY, ADD, VERIFY);
		assertThat(answer.location()).isEqualTo(ADD);
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(this.statuses.find(sam.id()).orElseThrow().status()).isEqualTo(EnrollmentStatus.NOT_STARTED);
		assertThat(this.methods.hasAny(sam.id())).isFalse();
		assertThat(this.doorway.enroll(visitor).key()).isNotEmpty();
		assertThat(this.statuses.find(sam.id()).orElseThrow().status()).isEqualTo(EnrollmentStatus.ENROLLED);
	}

	@Test
	void leadsBackToAMethodAndChangesNoneBefore_C16() {
		UUID lost = this.methods.of(this.emma.id()).get(0).id();
		String remove = "/security-info/methods/" + lost + "/remove";
		String pass = issue(this.emma, false);
		Visitor visitor = chooser(this.emma);
		assertThat(visitor.post(VERIFY, "code", pass).location()).isEqualTo(ADD);
		List<String> closed = List.of(visitor.get(remove).location(), visitor.post(remove).location(),
				visitor.get("/security-info/default").location(), visitor.get("/password").location(),
				visitor.get("/security-info/check-code").location());
		Answer question = visitor.get(VERIFY);

		this.doorway.enroll(visitor);
		visitor.get(remove);
		Answer removed = visitor.post(remove);

		assertThat(closed).containsOnly(VERIFY);
		assertThat(question.body()).contains("one-time-code").doesNotContain("Use another method");
		assertThat(removed.location()).isEqualTo("/security-info");
		assertThat(this.methods.of(this.emma.id())).hasSize(1).noneMatch((method) -> method.id().equals(lost));
	}

	@Test
	void showsItsOwnerNoQrCodeThatAThiefBegan_B12() {
		AccountProfile sam = this.people.employee();
		Visitor thief = this.doorway.withPassword(sam);
		thief.get(OPEN);
		thief.post(OPEN, "name", "Phone");
		String stolen = Phone.scan(thief.get(SCAN), this.clock).key();
		String pass = issue(sam, false);
		Visitor owner = this.doorway.withPassword(sam);
		owner.get(VERIFY);
		owner.post(VERIFY, "code", pass);

		Phone own = this.doorway.enroll(owner);

		assertThat(stolen).isNotEmpty().isNotEqualTo(own.key());
		assertThat(this.methods.of(sam.id())).hasSize(1);
	}

	@Test
	void endsWhereItsWayEnds_D09() {
		String pass = issue(this.emma, true);
		AccountProfile lucas = enrolled();
		issue(lucas, true);

		this.methods.register(this.emma, "authenticator-app", "Tablet");
		this.people.disable(lucas);

		assertThat(use(this.emma, pass)).isEqualTo(VERIFY);
		assertThat(this.passes.of(this.emma.id())).isEmpty();
		assertThat(this.passes.of(lucas.id())).isEmpty();
		assertThat(events("PASS_REVOKED")).hasSize(1);
	}

	@Test
	void leadsNobodyElseToAMethodOnceItLedToOne_C19() {
		AccountProfile bob = this.people.employee();
		String pass = issue(bob, true);
		Visitor thief = chooser(bob);
		Visitor owner = chooser(bob);
		assertThat(thief.post(VERIFY, "code", pass).location()).isEqualTo(ADD);
		assertThat(owner.post(VERIFY, "code", pass).location()).isEqualTo(ADD);
		assertThat(thief.landing(OPEN)).isEqualTo(OPEN);
		this.clock.forward(Duration.ofMinutes(1));

		this.doorway.enroll(owner);

		assertThat(thief.landing(OPEN)).isEqualTo(VERIFY);
		assertThat(thief.landing("/overview")).isEqualTo(VERIFY);
		assertThat(thief.get(VERIFY).body()).doesNotContain("href=\"/security-info\"");
	}

	@Test
	void keepsAThiefOfThePasswordOutAfterItsOnlyUse_B16() {
		AccountProfile bob = this.people.employee();
		Visitor thief = this.doorway.withPassword(bob);
		String pass = issue(bob, false);
		Visitor owner = this.doorway.withPassword(bob);
		owner.get(VERIFY);

		assertThat(owner.post(VERIFY, "code", pass).location()).isEqualTo(ADD);
		thief.get("/get-started");
		Answer stolen = thief.post("/security-info/authenticator-app/open", "name", "Mine");

		assertThat(stolen.location()).isEqualTo(ADD);
		assertThat(owner.get("/security-info/authenticator-app/open").status()).isEqualTo(200);
	}

	@Test
	void isGoodForAnHourInItsSession() {
		String pass = issue(this.emma, false);
		Visitor visitor = chooser(this.emma);
		assertThat(visitor.post(VERIFY, "code", pass).location()).isEqualTo(ADD);
		this.clock.forward(Duration.ofMinutes(59));
		List<String> within = List.of(visitor.landing("/overview"), visitor.landing(OPEN));
		this.clock.forward(Duration.ofMinutes(1));

		assertThat(within).containsExactly("/overview", OPEN);
		assertThat(visitor.landing("/overview")).isEqualTo(VERIFY);
		assertThat(visitor.landing(OPEN)).isEqualTo(VERIFY);
	}

	@Test
	void countsWrongPassesLikeWrongCodes_D09() {
		String pass = issue(this.emma, true);
		Visitor guesser = chooser(this.emma);
		List<Answer> wrong = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			wrong.add(guesser.post(VERIFY, "code", NEVER_ISSUED));
		}
		Answer waiting = chooser(this.emma).post(VERIFY, "code", pass);
		this.clock.forward(Duration.ofSeconds(31));

		assertThat(wrong.get(3).alert()).contains("That pass is not right");
		assertThat(wrong.get(3).body()).doesNotContain(NEVER_ISSUED);
		assertThat(wrong.get(4).location()).isEqualTo("/sign-in/ended/too-many-codes");
		assertThat(waiting.location()).isEqualTo("/sign-in/ended/too-many-codes");
		assertThat(use(this.emma, pass)).isEqualTo("/overview");
	}

	@Test
	void saysWhatIsWrongAndCountsNoTypingErrors_C20() {
		String pass = issue(this.emma, false);
		Visitor visitor = chooser(this.emma);
		for (int i = 0; i < 6; i++) {
			assertThat(visitor.post(VERIFY, "code", pass.substring(1)).alert()).contains("16 letters and digits");
		}
		List<Integer> odd = List.of(visitor.post(VERIFY).status(), visitor.post(VERIFY, "code", "").status(),
				visitor.post(VERIFY, "code", this.phone.code()).status(),
				visitor.post(VERIFY, "code", "x".repeat(10_000)).status());

		assertThat(odd).containsOnly(200);
		assertThat(visitor.post(VERIFY, "code", pass).location()).isEqualTo(ADD);
	}

	@Test
	void saysThatItWasUsedOrIsOver_D09() {
		String pass = issue(this.emma, false);
		Visitor second = chooser(this.emma);
		use(this.emma, pass);
		Answer used = second.post(VERIFY, "code", pass);
		Instant now = this.clock.instant();
		Instant end = now.plus(Duration.ofMinutes(9));
		String brief = this.passes.issue(this.emma, this.hugo.subject(), now, end, true, "INC-7").text();
		Visitor late = chooser(this.emma);
		this.clock.forward(Duration.ofMinutes(9));
		Answer over = late.post(VERIFY, "code", brief);

		assertThat(used.alert()).contains("already used");
		assertThat(over.alert()).contains("not valid now");
		assertThat(this.doorway.withPassword(this.emma).get(METHODS).body()).doesNotContain("Temporary pass");
	}

	@Test
	void isTheTicketForTheFirstEnrollmentWhereThePolicySaysSo_B16() {
		AccountProfile bob = this.people.employee(this.people.organization(PASS_NEEDED));
		Visitor owner = this.doorway.withPassword(bob);
		Answer wall = owner.get(ADD);
		Answer none = owner.post(ADD, "code", NEVER_ISSUED);
		String pass = issue(bob, false);

		Answer shapeless = owner.post(ADD, "code", "123456");
		Answer right = owner.post(ADD, "code", pass);

		assertThat(wall.body()).contains("temporary pass", "id=\"code\"", "desk@").doesNotContain(OPEN);
		assertThat(none.alert()).contains("That pass is not right");
		assertThat(shapeless.alert()).contains("16 letters and digits");
		assertThat(right.location()).isEqualTo(ADD);
		assertThat(owner.landing("/overview")).isEqualTo(ADD);
		assertThat(owner.get(ADD).body()).contains(OPEN);
		this.doorway.enroll(owner);
		assertThat(owner.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void letsNoThiefOfThePasswordEnrollFirstAndTellsTheOwnerOnce_B16() throws Exception {
		AccountProfile bob = this.people.employee(this.people.organization(PASS_NEEDED));
		for (int i = 0; i < 3; i++) {
			Visitor thief = this.doorway.withPassword(bob);
			for (String path : List.of(OPEN, "/security-info/authenticator-app/scan?step=3",
					"/security-info/authenticator-app/start-again")) {
				assertThat(thief.get(path).location()).isEqualTo(ADD);
				assertThat(thief.post(path, "name", "App", "code", "123456").location()).isEqualTo(ADD);
			}
		}

		assertThat(this.methods.hasAny(bob.id())).isFalse();
		assertThat(await(bob, 1)).hasSize(1);
		assertThat(mailsTo(bob).get(0).getSubject()).contains("tried to set up");
		assertThat(text(mailsTo(bob).get(0))).contains("somebody who knows your password", "desk@");
	}

	@Test
	void waitsAtTheWallToo_B16() {
		AccountProfile bob = this.people.employee(this.people.organization(PASS_NEEDED));
		Visitor thief = this.doorway.withPassword(bob);
		for (int i = 0; i < 5; i++) {
			thief.post(ADD, "code", NEVER_ISSUED);
		}
		String pass = issue(bob, true);
		Visitor owner = this.doorway.withPassword(bob);
		owner.get(ADD);

		Answer waiting = owner.post(ADD, "code", pass);
		this.clock.forward(Duration.ofSeconds(31));

		assertThat(waiting.alert()).contains("You can try again");
		assertThat(waiting.find("datetime=\"([^\"]+)\"")).endsWith(":00Z");
		assertThat(owner.post(ADD, "code", pass).location()).isEqualTo(ADD);
	}

	@Test
	void isRememberedWithWhoDidIt_H01_H09() {
		String pass = issue(this.emma, true);
		use(this.emma, pass);
		this.methods.register(this.emma, "authenticator-app", "Tablet");
		issue(this.emma, true);
		this.clock.forward(DAY);
		this.endings.forget();
		this.endings.forget();

		assertThat(events("PASS_ISSUED")).hasSize(2)
			.allSatisfy((event) -> assertThat(event).containsEntry("actor_name", this.hugo.username())
				.containsEntry("kind", "temporary-pass")
				.extractingByKey("detail")
				.asString()
				.contains("INC-7", "n×"));
		assertThat(events("PASS_USED")).singleElement()
			.satisfies((event) -> assertThat(event).containsEntry("actor_name", this.emma.username()));
		assertThat(events("PASS_REVOKED")).singleElement()
			.satisfies((event) -> assertThat(event).containsEntry("actor_name", null));
		assertThat(events("PASS_EXPIRED")).singleElement()
			.satisfies((event) -> assertThat(event).containsEntry("actor_name", null));
		assertThat(this.passes.of(this.emma.id())).isEmpty();
	}

	@Test
	void canBeTakenBackWhileWhatItOpenedMayGoOn_D09() {
		Visitor thief = afterTheTimeOfAUsedPass();
		this.endings.forget();

		boolean taken = this.passes.takeBack(this.emma, this.hugo.subject(), "INC-8");

		assertThat(taken).isTrue();
		assertThat(thief.get(ADD).location()).isEqualTo("/sign-in");
	}

	@Test
	void endsWhatItOpenedAfterItsTimeWhenAnotherReplacesIt_D09() {
		Visitor thief = afterTheTimeOfAUsedPass();
		this.endings.forget();

		issue(this.emma, false);

		assertThat(thief.get(ADD).location()).isEqualTo("/sign-in");
	}

	@Test
	void isForgottenAnHourAfterItsLastUse_D09() {
		afterTheTimeOfAUsedPass();
		this.clock.forward(Duration.ofMinutes(59));

		this.endings.forget();

		assertThat(this.passes.takeBack(this.emma, this.hugo.subject(), "INC-8")).isFalse();
		assertThat(this.jdbc.sql("select count(*) from temporary_pass where account_id = ?")
			.param(this.emma.id())
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void asksNobodyToStaySignedInBeforeItWasShown_B16() {
		AccountProfile noor = this.people.employee(this.emma.organization());
		issue(noor, false);
		Visitor thief = this.doorway.withPassword(noor);

		assertThat(thief.get("/sign-in/stay-signed-in").location()).isEqualTo(VERIFY);
		assertThat(thief.post("/sign-in/stay-signed-in", "answer", "yes").location()).isEqualTo(VERIFY);
	}

	@Test
	void saysHowItStandsWithoutItsText() {
		Instant now = this.clock.instant();
		String pass = issue(this.emma, false);
		PassProfile open = this.passes.of(this.emma.id()).orElseThrow();
		use(this.emma, pass);
		PassProfile used = this.passes.of(this.emma.id()).orElseThrow();

		assertThat(open.state()).isEqualTo(PassProfile.State.OPEN);
		assertThat(open.endsAt()).isEqualTo(now.plus(DAY));
		assertThat(used.state()).isEqualTo(PassProfile.State.USED);
		assertThat(used.lastUsedAt()).isEqualTo(this.clock.instant());
		assertThat(used.toString()).doesNotContain(pass);
	}

	@Test
	void tellsItsOwnerButNotItsText_B18_D19() throws Exception {
		await(this.emma, 1);
		String pass = issue(this.emma, false);
		await(this.emma, 2);
		use(this.emma, pass);

		assertThat(await(this.emma, 3)).hasSize(3);
		assertThat(mailsTo(this.emma).get(1).getSubject()).isEqualTo("A temporary pass was issued for your account");
		assertThat(mailsTo(this.emma).get(2).getSubject()).isEqualTo("Your temporary pass was used");
		assertThat(mailsTo(this.emma))
			.allSatisfy((mail) -> assertThat(text(mail) + html(mail)).doesNotContain(pass, pass.replace("-", ""))
				.contains(this.emma.caseReference()));
		assertThat(text(mailsTo(this.emma).get(1))).contains("Reason: INC-7", "1×");
	}

	@Test
	void isNowhereInTheDatabase_G01() {
		String pass = issue(this.emma, true);
		Visitor visitor = chooser(this.emma);
		visitor.post(VERIFY, "code", NEVER_ISSUED);
		visitor.post(VERIFY, "code", pass);

		String dump = dump();

		assertThat(dump).contains(this.emma.username())
			.doesNotContainIgnoringCase(pass)
			.doesNotContainIgnoringCase(pass.replace("-", ""))
			.doesNotContain(NEVER_ISSUED);
	}

	@Test
	void isIssuedWithinLimitsAndNeverToOneself_D05_D09() {
		Instant now = this.clock.instant();

		assertThatIllegalArgumentException().isThrownBy(() -> issue(now, now.plus(DAY).plusSeconds(1), "INC-7"));
		assertThatIllegalArgumentException().isThrownBy(() -> issue(now, now, "INC-7"));
		assertThatIllegalArgumentException().isThrownBy(() -> issue(now, now.minusSeconds(1), "INC-7"));
		assertThatIllegalArgumentException().isThrownBy(() -> issue(now.minus(DAY), now, "INC-7"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> issue(now.plus(Duration.ofDays(31)), now.plus(Duration.ofDays(31)).plusSeconds(60), "x"));
		assertThatIllegalArgumentException().isThrownBy(() -> issue(now, now.plus(DAY), " "));
		assertThatIllegalArgumentException().isThrownBy(() -> issue(now, now.plus(DAY), "x".repeat(301)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.passes.issue(this.hugo, this.hugo.subject(), now, now.plus(DAY), false, "INC-7"));
		assertThat(this.passes.of(this.emma.id())).isEmpty();
	}

	private void issue(Instant starts, Instant ends, String reason) {
		this.passes.issue(this.emma, this.hugo.subject(), starts, ends, false, reason);
	}

	private String issue(AccountProfile account, boolean manyUses) {
		Instant now = this.clock.instant();
		IssuedPass issued = this.passes.issue(account, this.hugo.subject(), now, now.plus(DAY), manyUses, "INC-7");
		assertThat(issued).hasToString("redacted");
		return issued.text();
	}

	/**
	 * @return who used it in its last minute
	 */
	private Visitor afterTheTimeOfAUsedPass() {
		String pass = issue(this.emma, false);
		this.clock.forward(DAY.minusMinutes(1));
		Visitor thief = chooser(this.emma);
		assertThat(thief.post(VERIFY, "code", pass).location()).isEqualTo(ADD);
		this.clock.forward(Duration.ofMinutes(2));
		return thief;
	}

	private AccountProfile enrolled() {
		AccountProfile account = this.people.employee(this.emma.organization());
		this.doorway.enroll(this.doorway.withPassword(account));
		return account;
	}

	/**
	 * Somebody who typed the password and wants to use a pass.
	 */
	private Visitor chooser(AccountProfile account) {
		Visitor visitor = this.doorway.withPassword(account);
		visitor.get(METHODS);
		visitor.post(METHODS, "id", "temporary-pass");
		return visitor;
	}

	/**
	 * @return where the person stands after that
	 */
	private String use(AccountProfile account, String pass) {
		Visitor visitor = chooser(account);
		visitor.post(VERIFY, "code", pass);
		return visitor.landing("/overview");
	}

	private List<Map<String, Object>> events(String action) {
		return this.jdbc.sql("select actor_name, kind, detail from audit_entry where account_id = ? and action = ?")
			.params(this.emma.id(), action)
			.query()
			.listOfRows();
	}

	private String dump() {
		StringBuilder dump = new StringBuilder();
		this.jdbc.sql("select table_name from information_schema.tables where lower(table_schema) = 'public'")
			.query(String.class)
			.list()
			.forEach((table) -> this.jdbc.sql("select * from \"" + table + "\"")
				.query()
				.listOfRows()
				.forEach((row) -> row.values().forEach((value) -> dump.append(text(value)).append('\n'))));
		return dump.toString();
	}

	private static String text(Object value) {
		return (value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
	}

}
