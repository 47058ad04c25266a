package org.secondstep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.auditcheck.AuditCommand;
import org.secondstep.support.Answer;
import org.secondstep.support.CommandsOfTheConsole;
import org.secondstep.support.Doorway;
import org.secondstep.support.LandedInstallation;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Script;
import org.secondstep.support.SettableClock;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Today's version on the database of an installation of an earlier one: nothing is lost,
 * and nothing is asked anew. Each test uses people of its own.
 */
@DirtiesContext
@ExtendWith(CommandsOfTheConsole.class)
class UpgradeTests extends PostOffice {

	private static final Pattern LINK = Pattern.compile(BASE_URL + "(/sign-in/new-password\\?token=[A-Za-z0-9_-]+)");

	private static final String FORGED = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

	private static final String NEW_PASSWORD = "/sign-in/new-password";

	private static final String CHOSEN = "blauwe giraf zwemt graag";

	@TempDir
	static Path folder;

	static LandedInstallation landed;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@DynamicPropertySource
	static void installation(DynamicPropertyRegistry properties) {
		properties.add("secondstep.test.own-database", () -> "true");
		properties.add("spring.datasource.url", () -> install().url());
		properties.add("spring.datasource.username", () -> TestDatabase.isPostgres() ? "postgres" : "sa");
		properties.add("secondstep.key-ring-file", () -> install().keyRing());
	}

	private static synchronized LandedInstallation install() {
		if (landed == null) {
			landed = LandedInstallation.copyTo(folder);
		}
		return landed;
	}

	@ParameterizedTest
	@ValueSource(strings = { "ada", "hugo", "ines" })
	void letsPeopleInWithTheirPasswordAndApp(String name) {
		Visitor visitor = password(name);

		String next = code(visitor, name);

		assertThat(next).isEqualTo("/sign-in/stay-signed-in");
		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(newDevices(name)).isOne();
	}

	@Test
	void knowsTheBrowserOfAnOwnerAgain() {
		Visitor visitor = this.doorway.visitor();
		visitor.setCookie("DEVICE", landed.known("emma.device"));
		visitor.signIn("emma@netflow.example", landed.known("password"));

		String next = code(visitor, "emma");

		assertThat(next).isEqualTo("/sign-in/stay-signed-in");
		assertThat(newDevices("emma")).isZero();
	}

	@Test
	void answersABrowserThatStayedSignedInWithAPage() {
		this.jdbc.sql("update spring_session set expiry_time = ?").param(Long.MAX_VALUE).update();
		Visitor visitor = this.doorway.visitor();
		visitor.setCookie("SESSION", landed.known("emma.session"));

		Answer answer = visitor.get(visitor.landing("/overview"));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.heading()).isIn("Overview", "Sign in");
	}

	@Test
	void answersTheScriptsOfAnEarlierToken() {
		Answer answer = this.doorway.script(landed.known("api-token")).get("/api/v1/accounts?q=hugo");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(Script.json(answer).get("accounts")).asString().contains("hugo@netflow.example", "ENROLLED");
	}

	@Test
	void letsAnEnrollmentThatWasBegunEnd() {
		Visitor visitor = password("lucas");

		this.doorway.enroll(visitor);

		assertThat(visitor.landing("/overview")).isEqualTo("/overview");
		assertThat(password("lucas").landing("/overview")).isEqualTo("/sign-in/verify");
	}

	@Test
	void opensAnInvitationThatWasMailedBefore() {
		assertThat(accept(landed.known("noor.invitation"))).isEqualTo("/security-info/add");
	}

	@Test
	void sendsTheMailThatWaited() {
		AccountProfile mila = this.accounts.find("mila@cavere.example").orElseThrow();

		String link = linksIn(await(mila, 1), LINK).get(0);

		assertThat(accept(link)).isEqualTo("/security-info/add");
	}

	@Test
	void opensAnAccountByAPassThatWasIssuedBefore() {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in/temporary-pass");

		Answer opened = visitor.post("/sign-in/temporary-pass", "username", "sam@cavere.example", "code",
				landed.known("sam.pass"));

		assertThat(opened.location()).isEqualTo(NEW_PASSWORD);
	}

	@Test
	void knowsWhoHadAMethod_K4_3() {
		List<String> enrolled = this.jdbc
			.sql("select username from account where first_enrolled_at is not null order by username")
			.query(String.class)
			.list();

		assertThat(enrolled)
			.contains("ada@netflow.example", "emma@netflow.example", "hugo@netflow.example", "ines@netflow.example")
			.noneMatch((name) -> name.endsWith("@cavere.example"));
	}

	@Test
	void verifiesTheAuditAcrossTheChange_H03() throws IOException {
		password("lucas");

		assertThat(verify(TestDatabase.isPostgres() ? landed.url() : LandedInstallation.url(backup()))).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update audit_entry set detail = 'x' where id = %d",
			"update audit_entry set hash = '" + FORGED + "' where id = %1$d; update audit_chain set hash = '" + FORGED
					+ "' where chain_id = (select chain_id from audit_entry where id = %1$d)"
					+ " and number = (select number from audit_entry where id = %1$d)",
			"delete from audit_entry where id = %d" })
	void findsWhatWasChangedInThePartFromBeforeTheKey_K9_4(String attack) throws IOException {
		assumeFalse(TestDatabase.isPostgres(), "A running database has no copy");
		Path backup = backup();
		JdbcClient copy = JdbcClient.create(new DriverManagerDataSource(LandedInstallation.url(backup), "sa", ""));
		long last = copy.sql("select max(id) from audit_entry where key_id is null").query(Long.class).single();

		for (String statement : attack.formatted(last).split(";")) {
			copy.sql(statement).update();
		}

		assertThat(verify(LandedInstallation.url(backup))).isOne();
	}

	private Visitor password(String name) {
		return this.doorway.visitor().signIn(name + "@netflow.example", landed.known("password"));
	}

	private String code(Visitor visitor, String name) {
		visitor.get("/sign-in/verify");
		Phone phone = new Phone(landed.known(name + ".key"), this.clock);
		return visitor.post("/sign-in/verify", "code", phone.code()).location();
	}

	private String accept(String link) {
		Visitor visitor = this.doorway.visitor();
		visitor.get(link);
		visitor.get(NEW_PASSWORD);
		return visitor.post(NEW_PASSWORD, "newPassword", CHOSEN, "repeatPassword", CHOSEN).location();
	}

	/**
	 * The command cannot read a file that a portal has opened, so it reads a backup.
	 */
	private Path backup() throws IOException {
		Path backup = Files.createTempDirectory(folder, "backup");
		this.jdbc.sql("backup to '" + backup.resolve("backup.zip") + "'").update();
		try (InputStream file = Files.newInputStream(backup.resolve("backup.zip"));
				ZipInputStream zip = new ZipInputStream(file)) {
			zip.getNextEntry();
			Files.copy(zip, backup.resolve("secondstep.mv.db"));
		}
		return backup;
	}

	private static int verify(String url) {
		return AuditCommand.run(new PrintStream(OutputStream.nullOutputStream()), "audit", "verify",
				"--anchors=" + landed.anchors(), "--secondstep.key-ring-file=" + landed.keyRing(),
				"--secondstep.test.own-database=true", "--spring.datasource.url=" + url,
				"--spring.datasource.username=" + (TestDatabase.isPostgres() ? "postgres" : "sa"));
	}

	private int newDevices(String name) {
		return this.jdbc
			.sql("""
					select count(*) from audit_entry
					where action = 'SIGNED_IN_ON_NEW_DEVICE' and account_name = ? and at > timestamp with time zone '2026-09-01 08:00:00+00'""")
			.param(name + "@netflow.example")
			.query(Integer.class)
			.single();
	}

}
