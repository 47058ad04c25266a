package org.secondstep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.support.Answer;
import org.secondstep.support.Phone;
import org.secondstep.support.RunningPortal;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that is killed after it committed a reset, while its delete from spring_session
 * hangs: on PostgreSQL because the test has locked the rows, on H2 in a trigger.
 */
@Tag("database")
class KilledResetTests {

	private static final String PASSWORD = "Demo-2fa-portal!";

	private static final String EMMA = "emma.peeters@netflow.example";

	private static final String HUGO = "helpdesk@netflow.example";

	private static final String OPEN = "/security-info/authenticator-app/open";

	private static final String SCAN = "/security-info/authenticator-app/scan";

	private static final String VERIFY = "/sign-in/verify";

	private static final String ID_OF_EMMA = "(select cast(id as varchar(36)) from account where username = ?)";

	private static final Duration STEP = Duration.ofSeconds(30);

	@TempDir
	Path folder;

	DriverManagerDataSource database;

	@BeforeEach
	void makeDatabase() throws Exception {
		if (TestDatabase.isPostgres()) {
			this.database = new DriverManagerDataSource(TestDatabase.createPostgres(), "postgres", "");
			return;
		}
		Path data = Files.createDirectory(this.folder.resolve("data"));
		this.database = new DriverManagerDataSource(
				"jdbc:h2:file:" + data.resolve("secondstep") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
		Flyway.configure().dataSource(this.database).load().migrate();
		JdbcClient.create(this.database)
			.sql("create trigger hanging before delete on spring_session for each row call '%s'"
				.formatted(Hanging.class.getName()))
			.update();
	}

	@Test
	void letsNoThiefInByASessionThatTheKilledNodeCouldNotDelete_K2_1() throws Exception {
		List<String> stolen;
		try (RunningPortal portal = start()) {
			stolen = steal(portal);
			Visitor hugo = new Visitor(portal.base()).signIn(HUGO, PASSWORD);
			enroll(hugo, Duration.ZERO);
			String person = "/helpdesk/accounts/"
					+ hugo.get("/helpdesk?q=" + EMMA).find("/helpdesk/accounts/([0-9a-f-]{36})");
			hugo.post(person + "/caller-check/in-person", "document", "passport");
			CompletableFuture<Answer> reset = resetAndKill(portal,
					() -> hugo.post(person + "/reset-methods", "reason", "INC-4711"));

			assertThat(reset).isCompletedExceptionally();
		}
		assertThat(resets()).isOne();
		assertThat(sessionsOfEmma()).isEqualTo(3);

		List<String> answers = new ArrayList<>();
		try (RunningPortal next = start()) {
			stolen.forEach((session) -> {
				Visitor thief = new Visitor(next.base());
				thief.setCookie("SESSION", session);
				answers.add(thief.get("/security-info").location());
			});
		}

		assertThat(answers).containsExactly("/sign-in", "/sign-in", "/sign-in");
		assertThat(sessionsOfEmma()).isEqualTo(3);
	}

	/**
	 * @return the cookies of three sessions that passed both steps
	 */
	private List<String> steal(RunningPortal portal) {
		Visitor owner = new Visitor(portal.base()).signIn(EMMA, PASSWORD);
		Phone phone = enroll(owner, STEP.negated());
		List<Visitor> visitors = List.of(owner, verified(portal, phone.code()), verified(portal, phone.code(STEP)));
		assertThat(visitors).extracting((visitor) -> visitor.get("/security-info").status()).containsOnly(200);
		return visitors.stream().map((visitor) -> visitor.cookie("SESSION").orElseThrow()).toList();
	}

	/**
	 * Types a code once more if the next time step began meanwhile.
	 */
	private static Phone enroll(Visitor visitor, Duration fast) {
		visitor.get(OPEN);
		visitor.post(OPEN, "name", "Authenticator app");
		Phone phone = Phone.scan(visitor.get(SCAN), Clock.systemUTC());
		if (!visitor.post(SCAN, "code", phone.code(fast)).location().endsWith("/done")) {
			assertThat(visitor.post(SCAN, "code", phone.code(fast)).location()).endsWith("/done");
		}
		return phone;
	}

	private static Visitor verified(RunningPortal portal, String code) {
		Visitor visitor = new Visitor(portal.base()).signIn(EMMA, PASSWORD);
		visitor.get(VERIFY);
		assertThat(visitor.post(VERIFY, "code", code).location()).isEqualTo("/sign-in/stay-signed-in");
		return visitor;
	}

	private CompletableFuture<Answer> resetAndKill(RunningPortal portal, Supplier<Answer> request) throws Exception {
		return TestDatabase.isPostgres() ? killWhileLocked(portal, request) : killInTrigger(portal, request);
	}

	private CompletableFuture<Answer> killInTrigger(RunningPortal portal, Supplier<Answer> request) throws Exception {
		Files.createFile(this.folder.resolve(Hanging.ARMED));
		CompletableFuture<Answer> reset = CompletableFuture.supplyAsync(request);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> Files.exists(this.folder.resolve(Hanging.REACHED)));
		portal.kill();
		Files.delete(this.folder.resolve(Hanging.ARMED));
		return ended(reset);
	}

	/**
	 * The statement of the killed node is ended before the lock, because the server does
	 * not notice at once that nobody waits for it.
	 */
	private CompletableFuture<Answer> killWhileLocked(RunningPortal portal, Supplier<Answer> request) throws Exception {
		JdbcClient aside = JdbcClient.create(this.database);
		try (Connection connection = this.database.getConnection()) {
			connection.setAutoCommit(false);
			JdbcClient.create(new SingleConnectionDataSource(connection, true))
				.sql("select primary_id from spring_session where principal_name = " + ID_OF_EMMA + " for update")
				.param(EMMA)
				.query(String.class)
				.list();
			CompletableFuture<Answer> reset = CompletableFuture.supplyAsync(request);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waiting(aside, "count(*)") == 1);
			portal.kill();
			assertThat(waiting(aside, "count(pg_terminate_backend(pid))")).isOne();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> waiting(aside, "count(*)") == 0);
			return ended(reset);
		}
	}

	private static int waiting(JdbcClient aside, String result) {
		return aside
			.sql("select %s from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
				.formatted(result))
			.query(Integer.class)
			.single();
	}

	/**
	 * The connection of the request broke.
	 */
	private static CompletableFuture<Answer> ended(CompletableFuture<Answer> request) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(request::isDone);
		return request;
	}

	private int resets() {
		return count(
				"select count(*) from audit_entry where action = 'METHODS_RESET' and cast(account_id as varchar(36)) = "
						+ ID_OF_EMMA);
	}

	private int sessionsOfEmma() {
		return count("select count(*) from spring_session where principal_name = " + ID_OF_EMMA);
	}

	private int count(String statement) {
		return JdbcClient.create(this.database).sql(statement).param(EMMA).query(Integer.class).single();
	}

	/**
	 * The demo's people in the database of a real installation.
	 */
	private RunningPortal start() throws Exception {
		return RunningPortal.start(this.folder, "--spring.profiles.active=demo",
				"--spring.datasource.url=" + this.database.getUrl());
	}

	/**
	 * Lets no delete go on while the portal's folder has a certain file.
	 */
	public static class Hanging implements Trigger {

		static final String ARMED = "armed";

		static final String REACHED = "reached";

		@Override
		public void fire(Connection connection, Object[] before, Object[] after) {
			while (Files.exists(Path.of(ARMED))) {
				Path.of(REACHED).toFile().mkdir();
				LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
			}
		}

	}

}
