package org.secondstep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.console.Console;
import org.secondstep.support.CommandsOfTheConsole;
import org.secondstep.support.RunningPortal;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the console beside an installation that runs, and one that is stopped.
 */
@Tag("database")
@ExtendWith({ OutputCaptureExtension.class, CommandsOfTheConsole.class })
class ConsoleCommandsTests {

	private static final String ADMINISTRATOR = "admin@secondstep.example";

	/** Where the stopped portal would be reached. */
	private static final String BASE_URL = "http://localhost:8123";

	@TempDir
	Path folder;

	private final String postgres = TestDatabase.isPostgres() ? TestDatabase.createPostgres() : "";

	private String printed = "";

	@Test
	void recoversAnAdministratorWhileThePortalRunsAndWhileItIsStopped_K7_2(CapturedOutput log) throws Exception {
		String earlier;
		try (RunningPortal portal = start()) {
			Files.writeString(this.folder.resolve("data/recover-request-2b1d8c1e-0000-4000-8000-000000000000.note"),
					ADMINISTRATOR);
			assertThat(run("admin", "recover", "emma.peeters@netflow.example")).isEqualTo(2);
			assertThat(this.printed).contains("no administrator");
			assertThat(run("admin", "recover", ADMINISTRATOR)).isZero();
			earlier = address(portal.base().replace("127.0.0.1", "localhost"));
			if (!TestDatabase.isPostgres()) {
				int before = log.getAll().length();
				assertThat(run("restore", "finish")).isEqualTo(2);
				assertThat(this.printed).startsWith("Not done, nothing was voided: ").hasLineCount(1);
				assertThat(log.getAll().substring(before)).isEmpty();
			}
			assertThat(new Visitor(portal.base()).get(earlier).location()).isEqualTo("/sign-in/recover");
			Files.writeString(this.folder.resolve("data/other.keys"),
					"other:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
			assertThat(runWith("other.keys", "admin", "recover", ADMINISTRATOR)).isEqualTo(2);
			assertThat(this.printed).contains("Not done, the portal's database can't be opened")
				.doesNotContain("token=");
			assertThat(notes()).isEmpty();
		}

		assertThat(run("restore", "finish")).isZero();
		assertThat(this.printed).contains("Voided: 1 recovery addresses").contains("All people must sign in again");
		assertThat(run("admin", "recover", ADMINISTRATOR)).isZero();
		assertThat(this.printed).contains("No running portal answered");
		String newest = address(BASE_URL);

		try (RunningPortal portal = start()) {
			assertThat(new Visitor(portal.base()).get(earlier).status()).isEqualTo(404);
			assertThat(new Visitor(portal.base()).get(newest).location()).isEqualTo("/sign-in/recover");
		}
		assertThat(RunningPortal.log(this.folder)).contains("is not its owner's only").doesNotContain(newest, earlier);
	}

	@Test
	void needsTheKeyRing_K7_2() {
		assertThat(run("admin", "recover", ADMINISTRATOR)).isEqualTo(2);
		assertThat(this.printed).startsWith("Not done: the key ring ");
		assertThat(this.folder.resolve("data")).doesNotExist();
	}

	@Test
	void finishesNoRestoreInAnotherFolder_K5_5(CapturedOutput log) {
		int before = log.getAll().length();
		assertThat(run("restore", "finish")).isEqualTo(2);
		assertThat(this.printed).startsWith("Not done, nothing was voided: the key ring ")
			.contains("Run this in the portal's folder");
		assertThat(this.folder).isEmptyDirectory();
		assertThat(log.getAll().substring(before)).doesNotContain(" INFO ", "ApplicationContext");
	}

	@Test
	void finishesARestoreWithoutRunningIt_K5_5(CapturedOutput log) throws Exception {
		try (RunningPortal portal = start()) {
			assertThat(portal.base()).isNotEmpty();
		}
		JdbcClient jdbc = JdbcClient
			.create(new DriverManagerDataSource(database(path()), TestDatabase.isPostgres() ? "postgres" : "sa", ""));
		Timestamp now = Timestamp.from(Instant.now());
		UUID id = UUID.randomUUID();
		jdbc.sql("""
				insert into bulk_invitation (id, origin, origin_text, mail_language, again, state, by_id, by_name,
				by_organization, created_at) values (:id, 'SEARCH', '', 'en', false, 'RUNNING', :id, 'x', :id, :now)""")
			.param("id", id)
			.param("now", now)
			.update();
		jdbc.sql("""
				insert into bulk_invitation_person (bulk_id, account_id, outcome)
				select :id, id, 'WAITING' from account""").param("id", id).update();
		jdbc.sql("""
				insert into mail (id, account_id, recipient, language, subject, created_at, useful_until, attempts,
				next_attempt_at)
				values (:id, (select id from account fetch first row only), 'x', 'en', 'x', :now, :until, 0, :now)""")
			.param("id", id)
			.param("now", now)
			.param("until", Timestamp.from(now.toInstant().plusSeconds(3600)))
			.update();
		jdbc.sql("delete from scheduled_tasks").update();
		int before = log.getAll().length();

		assertThat(run("restore", "finish", "--spring.mail.host=127.0.0.1", "--spring.mail.port=1")).isZero();

		assertThat(log.getAll().substring(before)).doesNotContain(" INFO ", "could not be sent");
		assertThat(jdbc.sql("select count(*) from scheduled_tasks").query(Integer.class).single())
			.as("jobs of the cluster that were started")
			.isZero();
		assertThat(jdbc.sql("select state from bulk_invitation").query(String.class).list()).containsExactly("STOPPED");
		assertThat(jdbc.sql("select distinct outcome from bulk_invitation_person").query(String.class).list())
			.containsExactly("WAITING");
		assertThat(jdbc.sql("select attempts from mail where id = ?").param(id).query(Integer.class).single()).isZero();
		assertThat(jdbc.sql("select count(*) from mail").query(Integer.class).single()).isOne();

		assertThat(run("admin", "recover", ADMINISTRATOR, "--spring.mail.host=127.0.0.1", "--spring.mail.port=1"))
			.isZero();

		assertThat(jdbc.sql("select attempts from mail where id <> ?").param(id).query(Integer.class).list())
			.isNotEmpty()
			.containsOnly(0);
	}

	@Test
	void finishesNoRestoreWithoutADatabaseOrAnAccount_K5_5(CapturedOutput log) throws Exception {
		int before = log.getAll().length();
		Files.createDirectory(this.folder.resolve("data"));
		Files.writeString(this.folder.resolve("data/secondstep.keys"),
				"test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
		if (!TestDatabase.isPostgres()) {
			assertThat(run("restore", "finish")).isEqualTo(2);
			assertThat(this.printed).startsWith("Not done, nothing was voided: ").contains("not found");
			assertThat(this.folder.resolve("data").toFile().list()).containsExactly("secondstep.keys");
			DriverManager.getConnection(database(path()), "sa", "").close();
		}

		assertThat(run("restore", "finish")).isEqualTo(2);

		assertThat(this.printed).contains("the database has no account. Restore the backup first");
		assertThat(log.getAll().substring(before)).doesNotContain(" INFO ", " ERROR ", "ApplicationContext");
	}

	private String path() {
		return this.folder.resolve("data/secondstep").toString();
	}

	private RunningPortal start() throws IOException, InterruptedException {
		return RunningPortal.start(this.folder, "--spring.profiles.active=demo",
				"--spring.datasource.url=" + database("./data/secondstep"),
				"--secondstep.key-ring-file=./data/secondstep.keys");
	}

	private int run(String... words) {
		return runWith("secondstep.keys", words);
	}

	private int runWith(String keyRing, String... words) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Path data = this.folder.resolve("data");
		String[] settings = { "--secondstep.test.own-database=true", "--server.port=8123",
				"--spring.datasource.url=" + database(data.resolve("secondstep").toString()),
				"--secondstep.key-ring-file=" + data.resolve(keyRing) };
		int status = Console.run(new PrintStream(out), ConsoleCommands.all(),
				Stream.of(words, settings).flatMap(Stream::of).toArray(String[]::new));
		this.printed = out.toString();
		return status;
	}

	private String address(String base) {
		return this.printed.lines()
			.filter((line) -> line.startsWith(base + "/sign-in/recover?token="))
			.map((line) -> line.substring(base.length()))
			.findFirst()
			.orElseThrow();
	}

	private List<String> notes() {
		return List.of(this.folder.resolve("data").toFile().list((folder, name) -> name.endsWith(".note")));
	}

	private String database(String file) {
		if (TestDatabase.isPostgres()) {
			return this.postgres;
		}
		try {
			return PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
				.getProperty("spring.datasource.url")
				.replace("./data/secondstep", file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
