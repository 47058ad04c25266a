package org.secondstep.accountimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Accounts from a file.
 */
@PortalTest
@Tag("database")
class ImportTests {

	private static final String HEADER = "username,display_name,email,organization,roles,enabled\n";

	/** Long messages are equal to their beginnings. */
	private static final Comparator<String> BEGINNINGS = (one, other) -> one.startsWith(other) || other.startsWith(one)
			? 0 : one.compareTo(other);

	private static final String PAGE = "/admin/accounts/import";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountChanges changes;

	@Autowired
	ImportWorker worker;

	@Autowired
	ImportStore store;

	@Autowired
	JdbcClient jdbc;

	OrganizationProfile company;

	AccountProfile ada;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.ada = this.people.account("Ada Claes", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.visitor);
		this.visitor.get(PAGE);
	}

	@Test
	void createsAndChangesWhatTheFileSaysAndNothingElse() {
		AccountProfile emma = this.people.employee(this.company);
		AccountProfile noor = this.people.account("Noor Maës", this.company, Set.of(Role.EMPLOYEE));
		String file = HEADER + name("new") + ",Neo Müller,,,EMPLOYEE HELPDESK,\n" + emma.username()
				+ ",Emma Claes,emma@mail.example,,,\n" + noor.username() + ",,,,,\n" + name("off") + ",Off Line,,"
				+ this.company.name() + ",,false\n";

		String page = check(file);

		assertThat(counts(page)).containsExactly("2", "1", "1", "0");
		assertThat(page).contains("signed out everywhere", "?action=GRANTS_ENDED");
		assertThat(this.accounts.find(name("new"))).isEmpty();
		assertThat(counts(run(page))).containsExactly("2", "1", "1", "0");
		AccountProfile neo = this.accounts.find(name("new")).orElseThrow();
		assertThat(neo.displayName()).isEqualTo("Neo Müller");
		assertThat(neo.email()).isEqualTo(name("new"));
		assertThat(neo.roles()).containsExactlyInAnyOrder(Role.EMPLOYEE, Role.HELPDESK);
		assertThat(this.accounts.hasPassword(neo.id())).isFalse();
		assertThat(this.accounts.find(name("off")).orElseThrow().enabled()).isFalse();
		assertThat(this.accounts.find(emma.id()).orElseThrow().email()).isEqualTo("emma@mail.example");
		assertThat(this.accounts.find(noor.id()).orElseThrow()).isEqualTo(noor);
		assertThat(actions(neo.id())).containsExactly("ACCOUNT_CREATED " + this.ada.username());
		assertThat(actions(noor.id())).containsExactly("ACCOUNT_CREATED null");
		assertThat(actions(this.accounts.find(name("off")).orElseThrow().id()))
			.containsExactly("ACCOUNT_CREATED " + this.ada.username() + " disabled");
		assertThat(this.visitor.get("/helpdesk?q=" + name("off")).body()).contains("Off Line", "Disabled");
		assertThat(this.visitor.get("/helpdesk?q=" + name("new")).body()).contains("Neo M");
		assertThat(actions(this.ada.id())).contains("ACCOUNTS_IMPORTED " + this.ada.username()
				+ " people.csv: 2 created, 1 changed, 1 unchanged, 0 refused");
	}

	@Test
	void leadsToTheInvitationOfThoseItCreated_K7_3() {
		AccountProfile emma = this.people.newcomer(this.company);
		String file = HEADER + name("invite") + ",Ina Vitens,,,,\n" + name("left") + ",Off Line,,,,false\n"
				+ emma.username() + ",Emma Claes,,,,\n";

		String page = run(check(file));
		String link = page.replaceAll("(?s).*href=\"(/admin/invitations/new\\?imported=[0-9a-f-]+)\".*", "$1");

		assertThat(this.visitor.get(link).body()).contains("People created by the import people.csv")
			.containsPattern("To be invited</dt><dd><strong>1<")
			.containsPattern("Left out: the account is disabled</dt><dd>1<");
	}

	@Test
	void changesNothingTheSecondTime() {
		String file = HEADER + rows(1200, "again");
		run(check(file));
		long entries = entries();

		assertThat(counts(run(check(file)))).containsExactly("0", "0", "1,200", "0");

		assertThat(entries()).isEqualTo(entries);
		assertThat(this.jdbc.sql(
				"select count(*) from account_import_row where import_id in (select id from account_import where state = 'DONE')")
			.query(Long.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			plain      | username,display_name,email,organization,roles,enabled%n#,Zoë Maës,,,,%n
			mark       | \uFEFFusername,display_name,email,organization,roles,enabled%n#,Zoë Maës,,,,%n
			semicolons | username;display_name;email;organization;roles;enabled%n#;Zoë Maës;;;;WAAR%n
			quotes     | "username","display_name","email","organization","roles","enabled"%n"#","Zoë Maës","","","",""
			both       | \uFEFF"username","display_name",email,organization,roles,enabled%n"#","Zoë Maës","","","",""
			order      | enabled,ROLES, organization ,email,display_name,Username%nja,"EMPLOYEE,HELPDESK",,,Zoë Maës, #
			blanks     | username,display_name,email,organization,roles,enabled%n%n,,,,,%n#,Zoë Maës,,,,1%n%n
			windows    | username,display_name,email,organization,roles,enabled%n#,Zoë Maës,,,,TRUE%n
			""")
	void readsFilesAsSpreadsheetsWriteThem(String kind, String file) {
		String account = name(kind);

		String lines = file.replace("%n", kind.equals("windows") ? "\r\n" : "\n");

		run(check(lines.replace("#", account.toUpperCase(Locale.ROOT))));

		assertThat(this.accounts.find(account)).get().extracting(AccountProfile::displayName).isEqualTo("Zoë Maës");
	}

	@Test
	void namesLineColumnAndWhatToDo() {
		String page = check(HEADER + "nobody,Emma Peeters,,,,\n" + name("b") + ",,,,,\n" + name("c")
				+ ",Cas,cas at mail,,,\n" + name("d") + ",Dan,,Nowhere Ltd,,\n" + "e@unknown.example,Eva,,,,\n"
				+ name("f") + ",Fee,,,BOSS,\n" + name("g") + ",Gus,,,,perhaps\n" + name("b").toUpperCase(Locale.ROOT)
				+ ",Again,,,,\n" + name("i") + ",\"Ida,,,,\n" + name("j") + ",Jan,,,\n" + "k@elsewhere.example,Kim,,"
				+ this.company.name() + ",,\n" + name("l") + "," + "L".repeat(101) + ",,,,\n" + "x".repeat(5000) + "\n"
				+ name("o,brien").replaceFirst("(.*)", "\"$1\"") + ",Kay O’Brien,,,,\n");

		assertThat(problems(page)).usingElementComparator(BEGINNINGS)
			.containsExactly("2 username “nobody” is no account", "3 display_name Write the person’s name",
					"4 email “cas at mail” is no mail address", "5 organization There is no organization “Nowhere Ltd”",
					"6 organization No organization has the mail domain unknown.example", "7 roles “BOSS” are no roles",
					"8 enabled Write true or false instead of “perhaps”", "9 username Line 3 is about the same account",
					"10 – A quote is missing", "11 – This line has 5 cells", "12 username The part behind the @",
					"13 display_name Write the person’s name", "14 – This line has more than 4000 characters",
					"15 email Write a mail address: “" + name("o,brien") + "” is none");
		assertThat(page).doesNotContain(">Import</button>");
	}

	@Test
	void countsEveryLineAndOffersNoButtonThatIsNotThere() {
		String file = HEADER + name("one") + ",One,,,,\n" + name("two") + ",Two,,,,\n\n" + name("one") + ",Uno,,,,\n"
				+ name("one") + ",Eins,,,,\n";

		String wrong = check(file);
		String right = check(HEADER + name("one") + ",One,,,,\n");

		assertThat(wrong).contains("4 of 4 lines", "2 lines are wrong: correct the file and check it again")
			.doesNotContain("Press Import", ">Import</button>");
		assertThat(right).contains("1 of 1 lines", "Press Import", ">Import</button>");
	}

	@Test
	void saysHowManyLinesItRefused() {
		AccountProfile emma = this.people.employee(this.company);
		AccountProfile noor = this.people.employee(this.company);
		String checked = check(HEADER + emma.username() + ",Emma Claes,,,,\n" + noor.username() + ",Noor Claes,,,,\n"
				+ name("new") + ",New Person,,,,\n");
		promote(emma);

		String imported = run(checked);

		assertThat(imported).contains("One line was refused", "All others are imported")
			.doesNotContain("All lines are imported");
		assertThat(problems(imported)).singleElement().asString().startsWith("2 username This is an administrator");
		assertThat(run(check(HEADER + noor.username() + ",Noor Maes,,,,\n"))).contains("All lines are imported");
	}

	@Test
	void startsNothingThatHasAProblem() {
		Answer checked = upload(HEADER + name("a") + ",Ann,,,,\nnobody,No,,,,\n");

		this.visitor.post(checked.location());

		assertThat(this.accounts.find(name("a"))).isEmpty();
	}

	@Test
	void neitherMakesNorChangesAnAdministrator() {
		AccountProfile other = this.people.account("Bo Bos", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));

		String page = check(HEADER + name("a") + ",Ann,,,ADMINISTRATOR,\n" + other.username() + ",,,,EMPLOYEE,\n"
				+ this.ada.username() + ",,,,,false\n" + this.ada.username().replace("p", "P")
				+ ",Ada Claes,,,EMPLOYEE ADMINISTRATOR,true\n");

		assertThat(problems(page)).usingElementComparator(BEGINNINGS)
			.containsExactly("2 roles An import makes no administrators", "3 username This is an administrator",
					"4 username This is an administrator", "5 username Line 4 is about the same account");
		assertThat(counts(check(HEADER + other.username() + ",,,,,\n"))).containsExactly("0", "0", "1", "0");
	}

	@Test
	void signsOutWhomItDisables_D17() {
		AccountProfile emma = this.people.employee(this.company);
		Visitor hers = this.doorway.withPassword(emma);
		assertThat(hers.landing("/overview")).isEqualTo("/overview");

		run(check(HEADER + emma.username() + ",,,,,false\n"));

		assertThat(hers.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.jdbc.sql("select count(*) from spring_session where principal_name = ?")
			.param(emma.id().toString())
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void goesOnWhereADeadNodeStopped() {
		Answer checked = upload(HEADER + rows(1100, "dead"));
		UUID id = UUID.fromString(checked.location().substring(PAGE.length() + 1));
		awaitEnd(checked.location());
		Instant now = this.clock.instant();
		this.store.start(this.store.find(id).orElseThrow(), this.ada.subject(), now.plus(Imports.CLAIM));

		this.worker.work();
		assertThat(this.store.find(id).orElseThrow().state()).isEqualTo(ImportState.IMPORTING);
		this.clock.forward(Imports.CLAIM.plusSeconds(1));
		this.worker.work();

		assertThat(this.store.find(id).orElseThrow()).satisfies((job) -> {
			assertThat(job.state()).isEqualTo(ImportState.DONE);
			assertThat(job.created()).isEqualTo(1100);
		});
	}

	@Test
	void changesNothingTwiceWhenTwoNodesWorkAtOnce() throws Exception {
		Answer checked = upload(HEADER + rows(2600, "twice"));
		UUID id = UUID.fromString(checked.location().substring(PAGE.length() + 1));
		awaitEnd(checked.location());
		this.store.start(this.store.find(id).orElseThrow(), this.ada.subject(), this.clock.instant());

		Thread rival = new Thread(this.worker::work);
		rival.start();
		this.worker.work();
		rival.join();
		awaitEnd(checked.location());

		assertThat(this.store.find(id).orElseThrow().created()).isEqualTo(2600);
	}

	@Test
	void keepsAFailedImportForADayFromWhenItFailed() {
		Answer checked = upload(HEADER + name("late") + ",Late,,,,\n");
		UUID id = UUID.fromString(checked.location().substring(PAGE.length() + 1));
		this.clock.forward(Duration.ofHours(23));
		this.store.start(this.store.find(id).orElseThrow(), this.ada.subject(),
				this.clock.instant().plus(Imports.CLAIM));
		this.store.turn(this.store.find(id).orElseThrow(), ImportState.FAILED);
		this.store.release(id, this.clock.instant());
		this.clock.forward(Duration.ofHours(2));

		this.worker.forget();
		List<ImportRow> kept = this.store.rows(id, 0, 1);
		this.clock.forward(Duration.ofHours(23));
		this.worker.forget();

		assertThat(kept).hasSize(1);
		assertThat(this.store.rows(id, 0, 1)).isEmpty();
		assertThat(this.store.find(id)).isEmpty();
	}

	@Test
	void stopsWhenWhoeverStartedItMayNoLonger_D17() {
		Answer checked = upload(HEADER + rows(10, "stop"));
		UUID id = UUID.fromString(checked.location().substring(PAGE.length() + 1));
		awaitEnd(checked.location());
		AccountProfile emma = this.people.employee(this.company);
		this.store.start(this.store.find(id).orElseThrow(), emma.subject(), this.clock.instant());

		this.worker.work();
		awaitEnd(checked.location());

		assertThat(this.store.find(id).orElseThrow().state()).isEqualTo(ImportState.STOPPED);
		assertThat(this.accounts.find(name("stop0"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ISO-8859-1", "UTF-16LE", "UTF-16", "windows-1252" })
	void saysThatTheEncodingIsWrong(String encoding) {
		String text = (encoding.equals("UTF-16LE") ? "\uFEFF" : "") + HEADER + name("a") + ",Zoë Maës,,,,\n";

		Answer refused = upload("people.csv", text.getBytes(Charset.forName(encoding)));

		assertThat(refused.status()).isEqualTo(200);
		assertThat(refused.alert()).contains("UTF-8");
	}

	@Test
	void takesNothingButCsv_J02() throws IOException {
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
			zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
			zip.write(new byte[50_000_000]);
		}
		byte[] random = new byte[1000];
		Arrays.fill(random, (byte) 0x80);
		List<byte[]> files = List.of(bomb.toByteArray(), random, (HEADER + "a\u0000b@c.example,A,,,,").getBytes(),
				"\u0000\u0000".getBytes(), new byte[0], "\n\n".getBytes(), HEADER.getBytes(),
				"username,name\na,b\n".getBytes(), (HEADER.strip() + ",extra\n").getBytes(),
				"username,username,email,organization,roles,enabled\n".getBytes(), ",".repeat(1_000_000).getBytes(),
				"\"".repeat(1_000_001).getBytes(), ("\"\n\",".repeat(300_000)).getBytes(),
				(HEADER + "\n".repeat(200_001)).getBytes());

		for (byte[] file : files) {
			Answer refused = upload("people.csv", file);
			assertThat(refused.status()).isEqualTo(200);
			assertThat(refused.alert()).startsWith("Please look at this again");
		}
		assertThat(problems(check(HEADER + ",".repeat(1_000_000) + "\n"))).hasSize(1);
	}

	@Test
	void takesNoFileThatIsTooLarge_J02() {
		assertThat(upload("people.csv", new byte[34_000_000]).status()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in", "/admin/accounts/new", "/admin/organizations/new", "/overview" })
	void readsAFileNowhereElse_J02(String path) {
		assertThat(upload(this.visitor, path, "x.csv", new byte[20]).status()).isEqualTo(415);
	}

	@Test
	void readsAFileFromAdministratorsOnly_J02() {
		Visitor emma = this.doorway.withPassword(this.people.employee(this.company));

		assertThat(List.of(emma, this.doorway.visitor())).allSatisfy((visitor) -> {
			visitor.get("/sign-in");
			Answer answer = upload(visitor, PAGE, "x.csv", (HEADER + name("evil") + ",Evil,,,,\n").getBytes());
			assertThat(answer.status()).isEqualTo(303);
		});
		assertThat(this.accounts.find(name("evil"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "[[${7*7}]]", "__${7*7}__::.x", "=1+1", "😀 \u202e", "a\tb" })
	void showsWhatStandsInAFileAsText_F01_F02_J07(String text) {
		Answer checked = upload(text + ".csv", (HEADER + "\"" + text.replace("\"", "\"\"") + "\",N,,\"" + text + "\",\""
				+ text + "\",\"" + text + "\"\n")
			.getBytes(StandardCharsets.UTF_8));

		String page = awaitEnd(checked.location());

		assertThat(page).doesNotContain("<script>alert", ">49<", "49::");
		assertThat(this.visitor.get(PAGE).body()).doesNotContain("<script>alert", ">49<", "49::");
	}

	@Test
	void handsOutATemplateThatCanBeFilledIn() {
		Answer template = this.visitor.get(PAGE + "/template.csv");

		assertThat(template.header("Content-Disposition")).contains("accounts.csv");
		assertThat(problems(check(template.body()))).singleElement().asString().contains("company.example");
	}

	private String check(String file) {
		Answer answer = upload(file);
		assertThat(answer.location()).as(answer.alert()).startsWith(PAGE + "/");
		return awaitEnd(answer.location());
	}

	private String run(String page) {
		String path = find(page, "action=\"(" + PAGE + "/[0-9a-f-]{36})\"");
		assertThat(path).as(page).isNotEmpty();
		assertThat(this.visitor.post(path).location()).isEqualTo(path);
		return awaitEnd(path);
	}

	private static String find(String page, String regex) {
		Matcher matcher = Pattern.compile(regex).matcher(page);
		return matcher.find() ? matcher.group(1) : "";
	}

	/**
	 * A short file is worked through within the request; a longer one here.
	 */
	private String awaitEnd(String path) {
		UUID id = UUID.fromString(path.substring(PAGE.length() + 1));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> !this.store.find(id).orElseThrow().state().isRunning());
		return this.visitor.get(path).body();
	}

	private Answer upload(String file) {
		return upload("people.csv", file.getBytes(StandardCharsets.UTF_8));
	}

	private Answer upload(String name, byte[] file) {
		return upload(this.visitor, PAGE, name, file);
	}

	private static Answer upload(Visitor visitor, String path, String name, byte[] file) {
		byte[] head = ("--boundary\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + visitor.token()
				+ "\r\n--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
				+ name.replace("\"", "%22").replace("\t", "%09") + "\"\r\nContent-Type: text/csv\r\n\r\n")
			.getBytes(StandardCharsets.UTF_8);
		return visitor.send(visitor.request(path)
			.header("Content-Type", "multipart/form-data; boundary=boundary")
			.POST(BodyPublishers.ofByteArrays(List.of(head, file, "\r\n--boundary--\r\n".getBytes())))
			.build());
	}

	private void promote(AccountProfile account) {
		AccountDetails details = account.details();
		this.changes.change(account.id(), account.edition(), new AccountDetails(details.displayName(), details.email(),
				details.organizationId(), Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR), true), this.ada.subject());
	}

	private String name(String name) {
		return name + "@" + this.company.domains().get(0);
	}

	private String rows(int count, String prefix) {
		return IntStream.range(0, count)
			.mapToObj((i) -> name(prefix + i) + ",Person " + i + ",,,,\n")
			.collect(Collectors.joining());
	}

	private List<String> actions(UUID account) {
		return this.jdbc.sql("select action, actor_name, detail from audit_entry where account_id = ? order by id")
			.param(account)
			.query((row, index) -> row.getString(1) + " " + row.getString(2)
					+ ((row.getString(3) != null) ? " " + row.getString(3) : ""))
			.list();
	}

	private long entries() {
		return this.jdbc.sql("select count(*) from audit_entry where action like 'ACCOUNT\\_%' escape '\\'")
			.query(Long.class)
			.single();
	}

	private static List<String> counts(String page) {
		return Pattern.compile("<dd>([\\d,]+)</dd>").matcher(page).results().map((found) -> found.group(1)).toList();
	}

	/**
	 * @return line, column and message of each problem
	 */
	private static List<String> problems(String page) {
		return Pattern.compile("(?s)<tr><td>(\\d+)</td>\\s*<td>\\s*<[^>]+>([^<]*)<.*?</td>\\s*<td>([^<]*)</td>")
			.matcher(page)
			.results()
			.map((found) -> found.group(1) + " " + found.group(2) + " " + HtmlUtils.htmlUnescape(found.group(3)))
			.toList();
	}

}
