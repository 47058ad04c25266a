package org.secondstep;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.LinkPurpose;
import org.secondstep.account.PasswordChanges;
import org.secondstep.account.PasswordLinks;
import org.secondstep.account.Role;
import org.secondstep.approval.Approvals;
import org.secondstep.callercheck.CallerChecks;
import org.secondstep.console.ConsoleCommand;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.MethodRemovals;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Verification;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.restore.RestoreCommand;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * The table "What ends what" of docs/security.md, column by column: people have all that
 * the rows name, what the column names happens to them, and all is tried again.
 */
@PortalTest
class EndingsTests {

	private static final String REASON = "Ticket 4711";

	private static final String CHOSEN = "paarse olifant danst traag";

	private static final String SCAN = "/security-info/authenticator-app/scan";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountChanges changes;

	@Autowired
	PasswordChanges passwordChanges;

	@Autowired
	PasswordLinks links;

	@Autowired
	Passwords passwords;

	@Autowired
	SignInMethods methods;

	@Autowired
	MethodRemovals removals;

	@Autowired
	SecondSteps secondSteps;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	Approvals approvals;

	@Autowired
	CallerChecks checks;

	@Autowired
	DeviceCookie devices;

	@Autowired
	SettableClock clock;

	@Autowired
	ApplicationContext context;

	@Autowired
	JdbcClient jdbc;

	/** Has a method and nearly everything else. */
	AccountProfile emma;

	Phone phone;

	Visitor session;

	Visitor half;

	Visitor keeping;

	Phone unfinished;

	String device = "";

	String pass = "";

	String renewal = "";

	/** Has no password, but an invitation. */
	AccountProfile nora;

	String invitation = "";

	/** Is an administrator who made a token, and has a pass. */
	AccountProfile ines;

	Visitor maker;

	String token = "";

	AccountProfile hugo;

	Visitor desk;

	/** Decides about the reset. */
	AccountProfile ada;

	Phone adasPhone;

	UUID request;

	String password = People.PASSWORD;

	/**
	 * The columns.
	 */
	enum Event {

		SIGN_OUT("sign-out", (test) -> test.browsers().forEach((each) -> each.post("/sign-out"))),

		OTHER_SIGN_IN("another person signs in", (test) -> {
			String lucas = test.people.employee().username();
			test.browsers().forEach((each) -> each.signIn(lucas, People.PASSWORD));
		}),

		RESET("reset",
				(test) -> Stream.of(test.emma, test.ines)
					.forEach((each) -> test.removals.reset(each, false, test.hugo.subject(), REASON))),

		DISABLED("disabled", (test) -> test.everybody().forEach(test.people::disable)),

		ENABLED("enabled again", (test) -> test.everybody().forEach((each) -> {
			test.people.disable(each);
			test.people.enable(each);
		})),

		ROLES("other roles", (test) -> test.everybody()
			.forEach((each) -> test.change(each, each.organization().id(), Set.of(Role.EMPLOYEE, Role.HELPDESK)))),

		MOVED("move", (test) -> {
			UUID elsewhere = test.people.organization(MfaPolicy.VOLUNTARY).id();
			test.everybody().forEach((each) -> test.change(each, elsewhere, each.roles()));
		}),

		PASSWORD("new password", EndingsTests::choosePasswords),

		METHOD("method removed",
				(test) -> Stream.of(test.emma, test.ines)
					.forEach((each) -> test.removals.removeFor(each, test.newest(each), test.hugo.subject(), REASON))),

		END_ALL("end all", (test) -> {
			test.desk.get("/helpdesk");
			test.desk.post("/helpdesk/accounts/" + test.emma.id() + "/end-sessions", "reason", REASON);
			test.maker.get("/devices");
			test.maker.post("/devices/end-others");
		}),

		RESTORE("restore", EndingsTests::restore);

		private final String column;

		private final Consumer<EndingsTests> happens;

		Event(String column, Consumer<EndingsTests> happens) {
			this.column = column;
			this.happens = happens;
		}

	}

	/**
	 * The rows.
	 */
	enum Thing {

		SESSION("session", (test) -> test.session.get("/privacy").body().contains(test.emma.username())),

		HALF_SESSION("half session", (test) -> test.half.get("/sign-in/verify").status() == 200),

		KEPT_FORM("kept form", (test) -> {
			test.signInAgain(test.keeping, "/sign-in/verify");
			test.verify(test.keeping);
			return test.keeping.get("/sign-in/unsent-form").body().contains("value=\"Kept\"");
		}),

		INVITATION("invitation", (test) -> test.opens(test.invitation)),

		PASSWORD_LINK("password link", (test) -> test.opens(test.renewal)),

		CALLER_CHECK("caller check", (test) -> test.checks.holdsUntil(test.hugo.id(), test.emma.id()).isPresent()),

		DEVICE_COOKIE("device cookie", (test) -> {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setCookies(new Cookie("DEVICE", test.device));
			return test.devices.owned(test.emma.username(), request).isPresent();
		}),

		API_TOKEN("API token", (test) -> test.doorway.script(test.token).get("/api/v1/accounts").status() == 200),

		ENROLLMENT("unfinished enrollment", EndingsTests::finishes),

		PASS("temporary pass",
				(test) -> test.secondSteps.verifyTicket(test.ines, test.pass) instanceof Verification.Accepted),

		/** Takes all methods away, so it comes last. */
		WAITING_RESET("waiting reset", EndingsTests::approves);

		private final String row;

		private final Predicate<EndingsTests> works;

		Thing(String row, Predicate<EndingsTests> works) {
			this.row = row;
			this.works = works;
		}

	}

	@ParameterizedTest
	@EnumSource
	void endsWhatTheTableSaysAndNothingElse_K4_1_K4_2(Event event) throws IOException {
		Map<Thing, String> said = column(event);
		give();

		event.happens.accept(this);

		Map<Thing, String> found = tried();
		found.replaceAll((thing, state) -> "–".equals(said.get(thing)) ? "–" : state);
		assertThat(found).isEqualTo(said);
	}

	@Test
	void worksWhileNothingHappens_K4_1() {
		give();

		assertThat(tried()).hasSize(Thing.values().length).values().containsOnly("stays");
	}

	@Test
	void namesEveryRowAndColumnOnce_K4_1() throws IOException {
		List<List<String>> table = table();

		assertThat(table.stream().skip(1).map((row) -> row.get(0)))
			.containsExactlyInAnyOrder(Arrays.stream(Thing.values()).map((thing) -> thing.row).toArray(String[]::new));
		assertThat(table.get(0).stream().skip(1))
			.containsExactly(Arrays.stream(Event.values()).map((event) -> event.column).toArray(String[]::new));
		assertThat(table.stream().skip(1).flatMap((row) -> row.stream().skip(1))).containsOnly("ends", "stays", "–");
	}

	private static Map<Thing, String> column(Event event) throws IOException {
		List<List<String>> table = table();
		int column = table.get(0).indexOf(event.column);
		Map<Thing, String> said = new EnumMap<>(Thing.class);
		for (Thing thing : Thing.values()) {
			table.stream()
				.filter((row) -> row.get(0).equals(thing.row))
				.forEach((row) -> said.put(thing, row.get(column)));
		}
		return said;
	}

	/**
	 * @return the rows of the table, the first one with the names of its columns
	 */
	private static List<List<String>> table() throws IOException {
		return Files.readAllLines(Path.of("docs/security.md"))
			.stream()
			.dropWhile((line) -> !line.equals("## What ends what"))
			.dropWhile((line) -> !line.startsWith("|"))
			.takeWhile((line) -> line.startsWith("|"))
			.filter((line) -> !line.startsWith("|---"))
			.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
			.toList();
	}

	private Map<Thing, String> tried() {
		Map<Thing, String> found = new EnumMap<>(Thing.class);
		for (Thing thing : Thing.values()) {
			found.put(thing, thing.works.test(this) ? "stays" : "ends");
		}
		return found;
	}

	private void give() {
		this.hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		this.desk = this.doorway.withPassword(this.hugo);
		this.emma = this.people.employee(this.hugo.organization());
		this.session = this.doorway.withPassword(this.emma);
		this.phone = this.doorway.enroll(this.session);
		this.device = this.session.cookie("DEVICE").orElseThrow();
		this.keeping = this.doorway.withBothSteps(this.emma, this.phone);
		this.keeping.get("/overview");
		this.clock.forward(Duration.ofMinutes(11));
		this.keeping.post("/security-info/methods/" + newest(this.emma) + "/rename", "name", "Kept");
		this.doorway.enroll(this.desk);
		this.session.get("/sign-in/verify");
		verify(this.session);
		this.doorway.enroll(this.session);
		this.unfinished = begin(this.session);
		this.half = this.doorway.withPassword(this.emma);
		this.half.get("/sign-in/verify");
		giveMore();
	}

	private void giveMore() {
		this.renewal = this.links.issue(this.emma.id(), LinkPurpose.RENEWAL, Duration.ofMinutes(15));
		this.approvals.request(this.hugo, this.emma, REASON);
		this.desk.get("/helpdesk");
		this.desk.post("/helpdesk/accounts/" + this.emma.id() + "/caller-check/in-person", "document", "passport");
		this.nora = this.people.newcomer(this.hugo.organization());
		this.invitation = this.links.issue(this.nora.id(), LinkPurpose.INVITATION, Duration.ofDays(7));
		this.ines = this.people.account("Ines Claes", this.hugo.organization(),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.maker = this.doorway.withPassword(this.ines);
		this.doorway.enroll(this.maker);
		this.token = this.doorway.token(this.maker, "all");
		this.ada = this.people.account("Ada Claes", this.hugo.organization(), this.ines.roles());
		this.adasPhone = this.doorway.enroll(this.doorway.withPassword(this.ada));
		this.request = this.jdbc.sql("select id from reset_request where account_id = ?")
			.param(this.emma.id())
			.query(UUID.class)
			.single();
		Instant now = this.clock.instant();
		this.pass = this.passes.issue(this.ines, this.hugo.subject(), now, now.plus(Duration.ofHours(1)), true, REASON)
			.text();
	}

	private Phone begin(Visitor visitor) {
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Third");
		return Phone.scan(visitor.get(SCAN), this.clock);
	}

	private void verify(Visitor visitor) {
		visitor.post("/sign-in/verify", "code", this.phone.code());
		this.clock.nextCode();
	}

	private boolean opens(String token) {
		return this.doorway.visitor().get("/sign-in/new-password?token=" + token).status() == 302;
	}

	/**
	 * Whoever was signed out signs in again in the same browser, as far as that is
	 * possible.
	 * @return whether that was tried
	 */
	private boolean signInAgain(Visitor visitor, String page) {
		boolean out = visitor.get(page).status() != 200;
		if (out) {
			visitor.signIn(this.emma.username(), this.password);
			visitor.get("/sign-in/verify");
		}
		return out;
	}

	private boolean approves() {
		Visitor administrator = this.doorway.withBothSteps(this.ada, this.adasPhone);
		administrator.get("/helpdesk/approvals");
		return administrator.post("/helpdesk/approvals/" + this.request, "answer", "approve")
			.location()
			.equals("/helpdesk/approvals?decided");
	}

	private boolean finishes() {
		if (signInAgain(this.session, "/privacy")) {
			verify(this.session);
		}
		int before = this.methods.of(this.emma.id()).size();
		this.session.get(SCAN);
		this.session.post(SCAN, "code", this.unfinished.code());
		return this.methods.of(this.emma.id()).size() > before;
	}

	private List<Visitor> browsers() {
		return List.of(this.session, this.half, this.keeping, this.maker);
	}

	private List<AccountProfile> everybody() {
		return List.of(this.emma, this.nora, this.ines);
	}

	private UUID newest(AccountProfile account) {
		List<MethodProfile> all = this.methods.of(account.id());
		return all.get(all.size() - 1).id();
	}

	private void change(AccountProfile account, UUID organization, Set<Role> roles) {
		AccountDetails details = new AccountDetails(account.displayName(), account.email(), organization, roles, true);
		assertThat(this.changes.change(account.id(), account.edition(), details, this.hugo.subject()).refusal())
			.isEmpty();
		assertThat(this.accounts.find(account.id()).orElseThrow().details()).isEqualTo(details);
	}

	/**
	 * As the command does, which closes the context that it gets.
	 */
	private void restore() {
		ConfigurableApplicationContext own = mock(ConfigurableApplicationContext.class,
				(call) -> call.getMethod().getName().equals("getBean")
						? this.context.getBean((Class<?>) call.getArgument(0)) : null);
		given(own.getEnvironment()).willReturn((ConfigurableEnvironment) this.context.getEnvironment());
		ConsoleCommand command = RestoreCommand.command((arguments) -> own, (arguments) -> own);

		assertThat(command.run().run(new PrintStream(OutputStream.nullOutputStream()), List.of())).isZero();
		this.clock.forward(Duration.ofSeconds(90));
	}

	private void choosePasswords() {
		this.password = CHOSEN;
		Stream.of(this.emma, this.ines)
			.map((each) -> this.accounts.find(each.id()).orElseThrow())
			.forEach((each) -> assertThat(this.passwordChanges.change(each, this.passwords.hash(CHOSEN))).isPresent());
		String bought = this.links.issue(this.nora.id(), LinkPurpose.TEMPORARY_PASS, Duration.ofMinutes(15));
		assertThat(
				this.passwordChanges.changeByLink(this.links.find(bought).orElseThrow(), this.passwords.hash(CHOSEN)))
			.isPresent();
	}

}
