package org.secondstep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.secondstep.support.LandedInstallation;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged portal, started wrongly: one line says what to do.
 */
@Tag("packaged")
class StartFailureTests {

	private static final Path JAR = Path.of("target", "secondstep.jar").toAbsolutePath();

	private static final String ZERO = "zero:" + "A".repeat(43) + "=";

	private static final String OTHER = "c661ca52:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	@TempDir
	static Path folder;

	static final Map<Fault, Future<Outcome>> outcomes = new EnumMap<>(Fault.class);

	static final List<AutoCloseable> open = new ArrayList<>();

	static ExecutorService twoAtOnce;

	static EmbeddedPostgres server;

	@BeforeAll
	static void startAll() throws Exception {
		server = EmbeddedPostgres.start();
		open.add(server);
		JdbcClient postgres = JdbcClient.create(server.getPostgresDatabase());
		postgres.sql("create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0").update();
		postgres.sql("create database guarded").update();
		Path access = Path.of(postgres.sql("show hba_file").query(String.class).single());
		Files.writeString(access,
				"host guarded all all scram-sha-256\n" + Files.readString(access, StandardCharsets.UTF_8));
		postgres.sql("select pg_reload_conf()").query(Boolean.class).single();
		twoAtOnce = Executors.newFixedThreadPool(2);
		for (Fault fault : Fault.values()) {
			Path home = Files.createDirectory(folder.resolve(fault.name()));
			List<String> settings = new ArrayList<>(fault.prepare.in(home));
			outcomes.put(fault, twoAtOnce.submit(() -> start(home, settings)));
		}
	}

	@AfterAll
	static void stop() throws Exception {
		twoAtOnce.shutdownNow();
		for (AutoCloseable each : open) {
			each.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void saysInOneLineWhatToDo_K5_6_K5_7_K5_10_K1_6(Fault fault) throws Exception {
		Outcome outcome = outcomes.get(fault).get();

		assertThat(outcome.code()).as(outcome.log()).isNotZero();
		assertThat(outcome.log().lines().filter((line) -> line.contains(" ERROR "))).as(outcome.log())
			.singleElement()
			.asString()
			.contains("Second Step did not start. ")
			.contains(fault.words);
		assertThat(outcome.log()).doesNotContainPattern("(?m)^\\s+at ").doesNotContain("Caused by", "MDEyMzQ1");
		assertThat(outcome.log().lines().filter((line) -> line.contains("Trying again"))).hasSize(fault.tries);
	}

	private static Outcome start(Path home, List<String> settings) throws IOException, InterruptedException {
		Path log = home.resolve("log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-jar", JAR.toString(), "--server.address=127.0.0.1"));
		if (settings.stream().noneMatch((each) -> each.startsWith("--server.port="))) {
			command.add("--server.port=0");
		}
		command.addAll(settings);
		Process process = new ProcessBuilder(command).directory(home.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		boolean ended = process.waitFor(3, TimeUnit.MINUTES);
		process.destroyForcibly();
		return new Outcome(ended ? process.waitFor() : 0, Files.readString(log));
	}

	/**
	 * A folder with a database that another key ring sealed.
	 */
	private static List<String> sealed(Path home, String keyRing) throws IOException {
		LandedInstallation installation = LandedInstallation.copyTo(home);
		Files.delete(installation.keyRing());
		if (!keyRing.isEmpty()) {
			Files.writeString(installation.keyRing(), keyRing);
		}
		return List.of("--spring.datasource.url=" + installation.url(),
				"--secondstep.key-ring-file=" + installation.keyRing());
	}

	private static List<String> postgres(String database, String... more) {
		List<String> settings = new ArrayList<>(List.of(more));
		settings.add("--spring.datasource.url=" + server.getJdbcUrl("postgres", database));
		return settings;
	}

	private static List<String> usedPort() throws IOException {
		ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
		open.add(socket);
		return List.of("--server.port=" + socket.getLocalPort(), "--spring.datasource.url=jdbc:h2:mem:used");
	}

	private static List<String> usedFile(Path home) throws Exception {
		String url = "jdbc:h2:file:" + home.resolve("used");
		open.add(0, DriverManager.getConnection(url, "sa", ""));
		return List.of("--spring.datasource.url=" + url);
	}

	private static List<String> newer(Path home) throws Exception {
		LandedInstallation installation = LandedInstallation.copyTo(home);
		try (Connection connection = DriverManager.getConnection(installation.url(), "sa", "")) {
			connection.createStatement()
				.execute("update \"flyway_schema_history\" set \"version\" = '9999' where \"installed_rank\" ="
						+ " (select max(\"installed_rank\") from \"flyway_schema_history\")");
		}
		return List.of("--spring.datasource.url=" + installation.url(),
				"--secondstep.key-ring-file=" + installation.keyRing());
	}

	enum Fault {

		USED_PORT("is used by another program", (home) -> usedPort()),

		TWO_PORTS("The setting server.port is '0,0': must be one whole number",
				(home) -> List.of("--server.port=0", "--server.port=0")),

		NO_NUMBER("The setting secondstep.sign-in.address-failures is 'many': must be one whole number",
				(home) -> List.of("--secondstep.sign-in.address-failures=many")),

		WRONG_KEYS("The key ring does not fit the database", (home) -> sealed(home, OTHER)),

		NO_KEYS("is missing, but the database holds secrets", (home) -> sealed(home, "")),

		MALFORMED_KEYS("line 1 is not id:base64 of 32 bytes", (home) -> sealed(home, "MDEyMzQ1")),

		ZERO_KEY("key ring",
				(home) -> List.of("--spring.datasource.url=jdbc:h2:mem:zero", "--secondstep.key-ring=" + ZERO)),

		USED_FILE("is used by another program", StartFailureTests::usedFile),

		NO_FOLDER("can't be made", (home) -> {
			Files.writeString(home.resolve("data"), "a file where the folder should be");
			return List.of();
		}),

		NO_DATABASE("was not there for 12 seconds", 2,
				(home) -> List.of("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/portal?password=MDEyMzQ1",
						"--secondstep.database.longest-wait=12s")),

		WRONG_PASSWORD("lets nobody in with spring.datasource.username and spring.datasource.password",
				(home) -> postgres("guarded", "--spring.datasource.username=postgres",
						"--spring.datasource.password=MDEyMzQ1")),

		UNKNOWN_DATABASE("it must begin with jdbc:postgresql: or jdbc:h2:",
				(home) -> List.of("--spring.datasource.url=postgres://127.0.0.1/portal")),

		LATIN1("keeps texts as LATIN1", (home) -> postgres("latin", "--spring.datasource.username=postgres")),

		NEWER_SCHEMA("was last used by another version of Second Step", StartFailureTests::newer),

		BASE_URL("The setting secondstep.base-url is 'mfa.test': must be the portal's address, such as",
				(home) -> List.of("--secondstep.base-url=mfa.test")),

		TWO_PATHS("leave server.servlet.context-path away",
				(home) -> List.of("--spring.datasource.url=jdbc:h2:mem:paths", "--server.servlet.context-path=/mfa",
						"--secondstep.base-url=https://mfa.test/other")),

		DURATION("The setting secondstep.session.longest is 'for ever':",
				(home) -> List.of("--secondstep.session.longest=for ever")),

		SHORT_SESSION("The setting secondstep.session.longest is 'PT0.012S':",
				(home) -> List.of("--secondstep.session.longest=12")),

		LIST_OF_PROXIES("a list needs masks",
				(home) -> List.of("--server.tomcat.remoteip.internal-proxies=10.0.0.5, 10.0.0.6")),

		EXPRESSION("server.tomcat.remoteip.internal-proxies is '10.0.0.(': ",
				(home) -> List.of("--server.tomcat.remoteip.internal-proxies=10.0.0.("));

		private final String words;

		private final int tries;

		private final Preparation prepare;

		Fault(String words, Preparation prepare) {
			this(words, 0, prepare);
		}

		Fault(String words, int tries, Preparation prepare) {
			this.words = words;
			this.tries = tries;
			this.prepare = prepare;
		}

	}

	private interface Preparation {

		/**
		 * @return settings
		 */
		List<String> in(Path home) throws Exception;

	}

	private record Outcome(int code, String log) {
	}

}
