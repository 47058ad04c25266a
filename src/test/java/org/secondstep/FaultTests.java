package org.secondstep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditTrail;
import org.secondstep.support.Answer;
import org.secondstep.support.Phone;
import org.secondstep.support.RunningPortal;
import org.secondstep.support.TestDatabase;
import org.secondstep.support.Visitor;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What an installation of its own keeps when it is killed, and what it leaves on the
 * machine.
 */
@Tag("database")
class FaultTests {

	private static final String PASSWORD = "Demo-2fa-portal!";

	private static final List<String> PEOPLE = List.of("emma.peeters@netflow.example",
			"lucas.janssens@netropolix.example", "noor.maes@cavere.example", "sam.claes@covr.example",
			"helpdesk@netflow.example");

	private static final String OPEN = "/security-info/authenticator-app/open";

	private static final String SCAN = "/security-info/authenticator-app/scan";

	private static final String DONE = "/security-info/authenticator-app/done";

	private static final String VERIFY = "/sign-in/verify";

	private static final String READY = "/actuator/health/readiness";

	/**
	 * The pool believes in connections that were used just now.
	 */
	private static final Duration TRUSTED = Duration.ofMillis(600);

	@TempDir
	Path folder;

	String database;

	@BeforeEach
	void makeDatabase() throws IOException {
		this.database = TestDatabase.isPostgres() ? TestDatabase.createPostgres()
				: PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"))
					.getProperty("spring.datasource.url");
	}

	@Test
	void knowsAfterAKillEitherTheAppOrThatThereIsNone_I01_I10() throws Exception {
		RunningPortal portal = startDemo();
		List<Spent> spent = List.of();
		for (List<String> together : List.of(PEOPLE.subList(0, 2), PEOPLE.subList(2, 5))) {
			Map<String, Phone> phones = new LinkedHashMap<>();
			List<Runnable> requests = new ArrayList<>();
			for (String username : together) {
				Visitor visitor = new Visitor(portal.base()).signIn(username, PASSWORD);
				Phone phone = begin(visitor);
				String code = phone.code();
				phones.put(username, phone);
				requests.add(() -> visitor.post(SCAN, "code", code));
			}
			List<Visitor> writers = List.of(new Visitor(portal.base()), new Visitor(portal.base()));
			requests.add(() -> write(writers));
			List<CompletableFuture<Void>> begun = requests.stream().map(FaultTests::inBackground).toList();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(50)));

			portal.kill();

			begun.forEach(CompletableFuture::join);
			portal = startDemo();
			for (Spent each : spent) {
				assertThat(each.replay(portal)).isEmpty();
			}
			spent = new ArrayList<>();
			for (Map.Entry<String, Phone> each : phones.entrySet()) {
				Visitor again = new Visitor(portal.base()).signIn(each.getKey(), PASSWORD);
				spent.add(goOn(again, each.getKey(), each.getValue()));
			}
		}
		portal.close();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	@DisabledIf("org.secondstep.support.TestDatabase#isPostgres")
	void refusesWhileTheDiskIsFullAndGoesOnWhenThereIsSpace_I09() throws Exception {
		try (RunningPortal portal = startDemo()) {
			Visitor visitor = new Visitor(portal.base()).signIn(PEOPLE.get(0), PASSWORD);
			Phone phone = begin(visitor);
			Visitor stranger = new Visitor(portal.base());
			stranger.post("/sign-in", "username", PEOPLE.get(1));
			Visitor probe = new Visitor(portal.base());

			portal.limitFiles("65536");
			Answer confirmation = visitor.post(SCAN, "code", phone.code());
			Answer signIn = stranger.post("/sign-in/password", "username", PEOPLE.get(1), "password", PASSWORD);
			portal.limitFiles("unlimited");
			long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
			do {
				assertThat(System.nanoTime()).isLessThan(deadline);
				LockSupport.parkNanos(TRUSTED.toNanos());
			}
			while (probe.get(READY).status() != 200);

			assertThat(confirmation.status()).isEqualTo(503);
			assertThat(signIn.status()).isEqualTo(503);
			goOn(new Visitor(portal.base()).signIn(PEOPLE.get(0), PASSWORD), PEOPLE.get(0), phone);
		}
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	@DisabledIf("org.secondstep.support.TestDatabase#isPostgres")
	void keepsItsFilesForItsOwnerAndFromOtherPortals_G10_I10() throws Exception {
		try (RunningPortal portal = RunningPortal.start(this.folder)) {
			Path data = this.folder.resolve("data");

			assertThat(portal.ready()).isPositive();
			assertThat(permissions(data)).isEqualTo("rwx------");
			assertThat(permissions(data.resolve("secondstep.mv.db"))).isEqualTo("rw-------");
			assertThat(permissions(data.resolve("secondstep.keys"))).isEqualTo("rw-------");
			assertThat(permissions(data.resolve("secondstep.audit.keys"))).isEqualTo("rw-------");
			assertThat(RunningPortal.log(this.folder)).doesNotContain("Others may read");
			assertThatIllegalStateException().isThrownBy(() -> RunningPortal.start(this.folder));
			assertThat(RunningPortal.log(this.folder)).contains("Database may be already in use");
		}
	}

	@Test
	void remembersItsStartsAndThatItWasToldToStop_H01() throws Exception {
		String url = "--spring.datasource.url=" + this.database;
		RunningPortal.start(this.folder, url).kill();
		RunningPortal.start(this.folder, url).close();
		DriverManagerDataSource database = TestDatabase.isPostgres() ? new DriverManagerDataSource(this.database)
				: new DriverManagerDataSource("jdbc:h2:file:" + this.folder.resolve("data/secondstep"), "sa", "");
		List<String> remembered = new ArrayList<>();

		AuditTrail.in(database).forEachOf(AuditEntry.NOBODYS, (stored) -> remembered.add(stored.entry().action()));

		assertThat(remembered).containsExactly("AUDIT_CHAIN_KEYED", "KEY_TAKEN_UP", "PORTAL_STARTED", "PORTAL_STARTED",
				"PORTAL_STOPPED");
	}

	/**
	 * The demo's people in the database of a real installation.
	 */
	private RunningPortal startDemo() throws IOException, InterruptedException {
		return RunningPortal.start(this.folder, "--spring.profiles.active=demo",
				"--spring.datasource.url=" + this.database);
	}

	private static Phone begin(Visitor visitor) {
		visitor.get(OPEN);
		visitor.post(OPEN, "name", "Authenticator app");
		return Phone.scan(visitor.get(SCAN), Clock.systemUTC());
	}

	private static Spent goOn(Visitor visitor, String username, Phone phone) {
		String code = phone.code(Duration.ofSeconds(30));
		if (visitor.landing("/overview").equals(VERIFY)) {
			assertThat(visitor.post(VERIFY, "code", code).location()).isEqualTo("/sign-in/stay-signed-in");
			return new Spent(username, code);
		}
		Phone shown = begin(visitor);
		assertThat(visitor.post(SCAN, "code", shown.code(Duration.ofSeconds(30))).location()).isEqualTo(DONE);
		return new Spent(username, shown.code(Duration.ofSeconds(30)));
	}

	private static void write(List<Visitor> writers) {
		for (int i = 0; i < 100; i++) {
			String typed = "writer" + i + "@company.example";
			writers.forEach((writer) -> writer.post("/sign-in", "username", typed));
		}
	}

	/**
	 * Whatever becomes of it when the portal dies.
	 */
	private static CompletableFuture<Void> inBackground(Runnable request) {
		return CompletableFuture.runAsync(request).exceptionally((failure) -> null);
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

	/**
	 * A code that was accepted before the portal was killed.
	 */
	private record Spent(String username, String code) {

		String replay(RunningPortal portal) {
			Visitor thief = new Visitor(portal.base()).signIn(this.username, PASSWORD);
			return thief.post(VERIFY, "code", this.code).location();
		}

	}

}
