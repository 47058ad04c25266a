package org.secondstep;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.TcpProxy;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.TransactionCut;
import org.secondstep.support.TransactionCut.Moment;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database goes away and comes back.
 */
@PortalTest
@Tag("database")
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = { "secondstep.test.own-database=true",
		"secondstep.key-ring=test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=" })
class OutageTests {

	private static final String UNCHANGED = "Nothing was changed.";

	private static final String UNSURE = "It may or may not have been done: look before you try again.";

	private static final Map<String, Object> DATABASE = TestDatabase.isPostgres() ? TestDatabase.properties()
			: Map.of("spring.datasource.url", "jdbc:h2:tcp://127.0.0.1:" + serve() + "/mem:outage;DB_CLOSE_DELAY=-1",
					"spring.datasource.username", "sa");

	private static final TcpProxy WIRE = new TcpProxy(Integer.parseInt(url().replaceAll(".*?:(\\d+)/.*", "$1")));

	/**
	 * The pool believes in connections that were used just now.
	 */
	private static final Duration TRUSTED = Duration.ofMillis(600);

	/** More than any request needs. */
	private static final int MOST_TRANSACTIONS = 30;

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	TransactionCut cut;

	@Autowired
	HikariDataSource pool;

	@Autowired
	JdbcClient jdbc;

	@DynamicPropertySource
	static void database(DynamicPropertyRegistry properties) {
		properties.add("spring.datasource.url",
				() -> url().replaceAll("//[^:/]+:\\d+/", "//127.0.0.1:" + WIRE.port() + "/"));
		properties.add("spring.datasource.hikari.minimum-idle", () -> 1);
		properties.add("spring.datasource.username", () -> DATABASE.get("spring.datasource.username"));
	}

	@AfterEach
	void goOn() {
		this.cut.disarm();
		mend();
	}

	@Test
	void saysTryLaterAndGoesOnByItself_I03() {
		AccountProfile emma = this.people.employee();
		Visitor visitor = this.doorway.withPassword(emma);
		Phone phone = this.doorway.enroll(visitor);
		Visitor half = this.doorway.withPassword(emma);
		Visitor stranger = this.doorway.visitor();
		stranger.get("/sign-in");
		Visitor probe = this.doorway.visitor();

		WIRE.cut();
		List<Timed> meanwhile = List.of(timed(() -> visitor.get("/overview")),
				timed(() -> half.post("/sign-in/verify", "code", phone.code())), timed(() -> stranger
					.post("/sign-in/password", "username", emma.username(), "password", People.PASSWORD)));
		Answer script = this.doorway.script("sst_" + "A".repeat(43)).get("/api/v1/accounts");
		Answer live = probe.get("/actuator/health/liveness");
		Answer ready = probe.get("/actuator/health/readiness");
		WIRE.mend();
		long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
		while (probe.get("/actuator/health/readiness").status() != 200) {
			assertThat(System.nanoTime()).isLessThan(deadline);
			LockSupport.parkNanos(TRUSTED.toNanos());
		}

		assertThat(meanwhile).allSatisfy((timed) -> {
			assertThat(timed.answer().status()).isEqualTo(503);
			assertThat(timed.answer().header("Retry-After")).isEqualTo("30");
			assertThat(timed.answer().body()).contains(UNCHANGED);
			assertThat(timed.answer().heading()).isNotEmpty();
			assertThat(timed.answer().header("Content-Security-Policy")).contains("frame-ancestors 'none'");
			assertThat(timed.took()).isLessThan(Duration.ofSeconds(5));
		});
		assertThat(script.status()).isEqualTo(503);
		assertThat(script.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(script.header("Retry-After")).isEqualTo("30");
		assertThat(live.status()).isEqualTo(200);
		assertThat(ready.status()).isEqualTo(503);
		assertThat(visitor.get("/overview").status()).isEqualTo(200);
		assertThat(half.get("/sign-in/verify").status()).isEqualTo(200);
		assertThat(half.post("/sign-in/verify", "code", phone.code()).location()).isEqualTo("/sign-in/stay-signed-in");
	}

	@Test
	void answersTryLaterWhereverInARequestTheConnectionIsCut_K5_9(CapturedOutput output) {
		assertTryLater(WIRE::endConnections, output);
	}

	@Test
	@EnabledIf("org.secondstep.support.TestDatabase#isPostgres")
	void answersTryLaterWhereverTheServerEndsTheConnection_K5_9(CapturedOutput output) {
		DriverManagerDataSource beside = new DriverManagerDataSource(url(), "postgres", "");
		assertTryLater(() -> JdbcClient.create(beside).sql("""
				select count(pg_terminate_backend(pid)) from pg_stat_activity
				where datname = current_database() and pid <> pg_backend_pid()""").query(Long.class).single(), output);
	}

	@Test
	void saysThatNobodyKnowsWhenTheConnectionIsLostDuringACommit_K5_9() {
		AccountProfile emma = this.people.employee();
		Visitor visitor = this.doorway.withPassword(emma);
		Phone phone = this.doorway.enroll(visitor);
		visitor = this.doorway.withBothSteps(emma, phone);
		visitor.get("/security-info/authenticator-app/open");
		String method = visitor.get("/security-info").find("/security-info/methods/([0-9a-f-]{36})");

		this.cut.arm(Moment.WRITING_COMMIT, 2, WIRE::loseAnswers);
		Answer answer = visitor.post("/security-info/methods/" + method + "/rename", "name", "Blue phone");
		boolean hit = this.cut.disarm();
		mend();

		assertThat(hit).isTrue();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.body()).contains(UNSURE).doesNotContain(UNCHANGED);
		assertThat(visitor.get("/security-info").body()).contains("Blue phone");
	}

	/**
	 * Goes through all transactions of typical requests, and ends the connections in the
	 * midst of each and at its end.
	 */
	private void assertTryLater(Runnable end, CapturedOutput output) {
		AccountProfile emma = this.people.employee();
		Visitor visitor = this.doorway.withPassword(emma);
		Phone phone = this.doorway.enroll(visitor);
		Visitor complete = this.doorway.withBothSteps(emma, phone);
		complete.get("/security-info");
		Visitor half = this.doorway.withPassword(emma);
		half.get("/sign-in/verify");
		Visitor stranger = this.doorway.visitor();
		stranger.get("/sign-in");
		List<String> wrong = new ArrayList<>();
		Set<String> cuts = new TreeSet<>();

		Map<String, Supplier<Answer>> requests = Map.of("page", () -> complete.get("/security-info"), "language",
				() -> complete.post("/language", "language", "en", "to", "/overview"), "code",
				() -> half.post("/sign-in/verify", "code", phone.code()), "password",
				() -> stranger.post("/sign-in/password", "username", emma.username(), "password", People.PASSWORD),
				"script", () -> this.doorway.script("sst_" + "A".repeat(43)).get("/api/v1/accounts"));
		requests.forEach((name, request) -> {
			for (Moment moment : List.of(Moment.BEGIN, Moment.COMMIT)) {
				boolean hit = true;
				for (int number = 1; hit && number < MOST_TRANSACTIONS; number++) {
					this.cut.arm(moment, number, end);
					Answer answer = request.get();
					hit = this.cut.disarm();
					if (hit) {
						cuts.add(name + " " + moment);
					}
					if (hit && answer.status() != 503 && !isPageWithPlainFrame(answer)) {
						wrong.add(name + " " + moment + " " + number + ": " + answer.status());
					}
					mend();
				}
			}
		});

		assertThat(wrong).isEmpty();
		assertThat(cuts).hasSize(2 * requests.size());
		assertThat(output.getOut()).contains("The database cannot be reached: ").doesNotContain("\n\tat ");
	}

	/**
	 * A page that was complete but for its frame is shown without navigation: it may hold
	 * what is shown only once.
	 */
	private static boolean isPageWithPlainFrame(Answer answer) {
		return answer.status() == 200 && !answer.heading().isEmpty() && !answer.body().contains("/sign-out");
	}

	private void mend() {
		WIRE.mend();
		this.pool.getHikariPoolMXBean().softEvictConnections();
		this.jdbc.sql("select 1").query(Integer.class).single();
	}

	private static Timed timed(Supplier<Answer> request) {
		long begin = System.nanoTime();
		Answer answer = request.get();
		return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
	}

	private static String url() {
		return String.valueOf(DATABASE.get("spring.datasource.url"));
	}

	private static int serve() {
		try {
			return Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start().getPort();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Cuts {

		@Bean
		TransactionCut transactionCut() {
			return new TransactionCut();
		}

	}

	private record Timed(Answer answer, Duration took) {

	}

}
