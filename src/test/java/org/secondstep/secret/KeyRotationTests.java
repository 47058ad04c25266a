package org.secondstep.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.support.Answer;
import org.secondstep.support.RunningPortal;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes in processes of their own: one sleeps through a whole rotation of keys.
 */
@Tag("database")
class KeyRotationTests {

	private static final String OLD = "old:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private static final String NEW = "new:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

	private static final String ADA = "ada@company.example";

	private static final String PASSWORD = "paarse olifant danst traag";

	private static final String OPEN = "/security-info/authenticator-app/open";

	@TempDir
	Path first;

	@TempDir
	Path second;

	String url;

	JdbcClient jdbc;

	@BeforeEach
	void createDatabase() {
		Assumptions.assumeTrue(TestDatabase.isPostgres(), "Two nodes need PostgreSQL");
		this.url = TestDatabase.createPostgres();
		this.jdbc = JdbcClient.create(new DriverManagerDataSource(this.url));
	}

	@Test
	void sealsNothingOnANodeThatSleptThroughARotation_K5_2() throws Exception {
		RunningPortal one = start(this.first, OLD);
		setUp(one);
		try (RunningPortal sleeper = start(this.second, OLD)) {
			Visitor ada = new Visitor(sleeper.base()).signIn(ADA, PASSWORD);
			sleeper.signal("STOP");
			this.jdbc.sql("update key_node set seen_at = seen_at - interval '2 minutes'").update();
			one.close();
			one = start(this.first, OLD + "\n" + NEW);
			List<String> sealing = sealing();
			rotate();

			sleeper.signal("CONT");
			Visitor again = new Visitor(sleeper.base()); // the old connection timed out
			again.setCookie("SESSION", ada.cookie("SESSION").orElseThrow());
			again.get(OPEN);
			Answer begun = again.post(OPEN, "name", "Phone");
			Answer readiness = new Visitor(sleeper.base()).get("/actuator/health/readiness");

			assertThat(sealing).containsExactly("new");
			assertThat(begun.status()).isEqualTo(503);
			assertThat(readiness.status()).isEqualTo(503);
			assertThat(this.jdbc.sql("select count(*) from pending_authenticator").query(Integer.class).single())
				.isZero();
			assertThat(new Visitor(one.base()).signIn(ADA, PASSWORD).landing("/overview"))
				.isEqualTo("/security-info/add");
			assertThat(this.jdbc.sql("select count(*) from audit_entry where action = 'PASSWORD_UNREADABLE'")
				.query(Integer.class)
				.single()).isZero();
		}
		finally {
			one.close();
		}
	}

	@Test
	void letsPeopleInOnBothNodesDuringARollingRestart_K5_2() throws Exception {
		RunningPortal one = start(this.first, OLD);
		setUp(one);
		RunningPortal two = start(this.second, OLD);
		try {
			one.close();
			one = start(this.first, OLD + "\n" + NEW);
			List<String> early = sealing();
			enroll(one);
			boolean readable = new Visitor(two.base()).signIn(ADA, PASSWORD)
				.landing("/overview")
				.startsWith("/security");
			two.close();
			two = start(this.second, OLD + "\n" + NEW);

			assertThat(early).containsExactly("old");
			assertThat(readable).isTrue();
			assertThat(sealing()).containsExactly("new");
			enroll(two);
			assertThat(this.jdbc.sql("select sealed_secret from pending_authenticator").query(String.class).single())
				.startsWith("new.");
		}
		finally {
			one.close();
			two.close();
		}
	}

	private RunningPortal start(Path folder, String ring) throws IOException, InterruptedException {
		Files.createDirectories(folder.resolve("data"));
		Files.writeString(folder.resolve("data/secondstep.keys"), ring + "\n");
		return RunningPortal.start(folder, "--spring.datasource.url=" + this.url,
				"--spring.datasource.username=postgres");
	}

	private void setUp(RunningPortal portal) throws IOException {
		Matcher address = Pattern.compile("/setup\\?token=[\\w-]+").matcher(RunningPortal.log(this.first));
		assertThat(address.find()).isTrue();
		Visitor visitor = new Visitor(portal.base());
		visitor.get(visitor.landing(address.group()));
		Answer created = visitor.post("/setup", "organization", "Company", "mailDomain", "company.example", "name",
				"Ada Adams", "account", ADA, "password", PASSWORD, "repeatPassword", PASSWORD);
		assertThat(created.location()).isEqualTo("/mfasetup");
	}

	private void enroll(RunningPortal portal) {
		Visitor ada = new Visitor(portal.base()).signIn(ADA, PASSWORD);
		ada.get(OPEN);
		assertThat(ada.post(OPEN, "name", "Phone").status()).isEqualTo(302);
	}

	private List<String> sealing() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> !this.jdbc.sql("select 1 from key_node").query(Integer.class).list().isEmpty());
		return this.jdbc.sql("select key_id from key_check where phase = 'SEALING'").query(String.class).list();
	}

	/**
	 * What the portal does once an hour, until nothing is left of the old key.
	 */
	private void rotate() {
		Sealer sealer = new Sealer(KeyRing.parse(OLD + "\n" + NEW), new SecureRandom());
		new SealedColumn(this.jdbc, "account", "id", "password_hash", "'password-hash'", "t.id").sealAnew(sealer,
				sealer, Place.NOBODY, 100);
		assertThat(this.jdbc.sql("delete from key_check where phase = 'OPENING'").update()).isOne();
	}

}
