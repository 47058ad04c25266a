package org.secondstep;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.invitation.Invitations;
import org.secondstep.job.Job;
import org.secondstep.job.JobNode;
import org.secondstep.job.JobStatus;
import org.secondstep.job.Jobs;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.TestPropertySource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The settings of <code>docs/operations.md</code>: each is one that the portal knows, has
 * the default that is told, and is used by some test that starts with it. Those that no
 * other test uses are used here.
 */
@PortalTest
@TestPropertySource(properties = { "secondstep.issuer=Acme MFA", "secondstep.session.longest=20m",
		"secondstep.session.staying=40m", "spring.session.timeout=7m", "secondstep.sign-in.address-failures=3",
		"secondstep.sign-in.address-window=11m", "secondstep.sign-in.address-links=1",
		"secondstep.invitation.lifetime=2h", "spring.servlet.multipart.max-file-size=2KB",
		"spring.servlet.multipart.max-request-size=3KB", "spring.mail.protocol=smtps", "spring.mail.host=127.0.0.1",
		"spring.mail.port=1", "spring.mail.properties.mail.smtp.timeout=1234",
		"spring.mail.properties.mail.smtp.connectiontimeout=1235", "spring.mail.properties.mail.smtp.writetimeout=1236",
		"server.tomcat.remoteip.internal-proxies=127.0.0.1/32, ::1/128",
		"management.health.diskspace.threshold=1000000TB",
		"secondstep.audit.key-ring=of-the-audit:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=" })
class SettingsTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z].*?) \\| (.*?) \\| .* \\|$");

	/** Outside the table, logging levels aside, which Spring Boot documents. */
	private static final Pattern MENTIONED = Pattern
		.compile("`((?:secondstep|spring|server|management)\\.[a-z.-]+)(?<!\\.keys|\\.jar)(?:=[^`]*)?`");

	/** As a property, on the command line or for Java; not one that a unit test reads. */
	private static final String START_WITH = "(?<!withProperty\\()(\"|\"--|\"-D)%s(=[^\"]|=?\",|=?\" \\+)";

	private static final Pattern NAME = Pattern.compile("`(…?)([a-z][a-z.-]*)`");

	private static final Duration MOMENT = Duration.ofSeconds(1);

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Invitations invitations;

	@Autowired
	JavaMailSenderImpl mail;

	@Autowired
	Jobs jobs;

	@Autowired
	Job[] allJobs;

	@Autowired
	DataSource database;

	@Test
	void areAllDocumented() throws IOException {
		assertThat(documented().keySet().stream().filter((name) -> name.startsWith("secondstep.")))
			.containsExactlyInAnyOrderElementsOf(known().keySet());
	}

	@Test
	void haveTheDefaultsThatAreTold() throws IOException {
		Properties ours = PropertiesLoaderUtils.loadProperties(new ClassPathResource("application.properties"));
		Map<String, String> defaults = known();
		ours.forEach((name, value) -> defaults.put((String) name, (String) value));

		documented().forEach((name, told) -> {
			if (told.matches("`[^`]+`") && defaults.containsKey(name)) {
				assertThat(told).as(name).isEqualTo("`" + defaults.get(name) + "`");
			}
		});
	}

	@Test
	void areAllUsedByATestThatStartsWithThem() throws IOException {
		String tests;
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			tests = files.filter(Files::isRegularFile).map(SettingsTests::text).collect(Collectors.joining());
		}

		assertThat(mentioned()).hasSizeGreaterThan(30)
			.filteredOn((name) -> !Pattern.compile(START_WITH.formatted(Pattern.quote(name))).matcher(tests).find())
			.isEmpty();
	}

	@Test
	void nameThePortalAndEndSessions() {
		AccountProfile emma = this.people.employee();
		Visitor visitor = this.doorway.withPassword(emma);
		visitor.get("/security-info/authenticator-app/open");
		visitor.post("/security-info/authenticator-app/open", "name", "Authenticator app");
		Answer scan = visitor.get("/security-info/authenticator-app/scan");
		Visitor staying = this.doorway.withPassword(emma);
		staying.post("/sign-in/stay-signed-in", "answer", "yes");

		assertThat(scan.body()).contains("Acme%20MFA");
		assertThat(this.jdbc.sql("select min(max_inactive_interval) from spring_session where principal_name = ?")
			.param(emma.id().toString())
			.query(Integer.class)
			.single()).isEqualTo(420);
		this.clock.forward(Duration.ofMinutes(20).plus(MOMENT));
		assertThat(visitor.get("/overview").location()).isEqualTo("/sign-in");
		assertThat(staying.get("/overview").status()).isEqualTo(200);
		this.clock.forward(Duration.ofMinutes(20));
		assertThat(staying.get("/overview").location()).isEqualTo("/sign-in");
	}

	@Test
	void letAnAddressWait() {
		AccountProfile emma = this.people.employee();
		for (int i = 0; i < 3; i++) {
			signIn(this.people.employee(), "wrong", "203.0.113.5");
			this.clock.forward(MOMENT);
		}

		assertThat(signIn(emma, People.PASSWORD, "203.0.113.5").location()).isEqualTo("/sign-in/password?wrong");
		assertThat(signIn(emma, People.PASSWORD, "203.0.113.6").location()).isEqualTo("/sign-in/stay-signed-in");
		this.clock.forward(Duration.ofMinutes(11));
		assertThat(signIn(emma, People.PASSWORD, "203.0.113.5").location()).isEqualTo("/sign-in/stay-signed-in");
	}

	@Test
	void letAnAddressAskForFewLinks() {
		List<Integer> asked = Stream.of(this.people.employee(), this.people.employee())
			.map((person) -> from("203.0.113.7", "/sign-in/forgot-password", "username", person.username(), "mail", "")
				.status())
			.toList();

		assertThat(asked).containsExactly(302, 429);
	}

	@Test
	void endInvitations() {
		AccountProfile nora = this.people.newcomer(this.people.organization(MfaPolicy.VOLUNTARY));
		Instant now = this.clock.instant();

		this.invitations.send(nora, nora.subject());

		assertThat(this.jdbc.sql("select expires_at from password_link where account_id = ?")
			.param(nora.id())
			.query(Timestamp.class)
			.single()
			.toInstant()).isEqualTo(now.plus(Duration.ofHours(2)));
	}

	@Test
	void limitFiles() {
		Visitor administrator = this.doorway.withPassword(this.people.account("Ada",
				this.people.organization(MfaPolicy.VOLUNTARY), Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR)));
		this.doorway.enroll(administrator);
		administrator.get("/admin/accounts/import");

		assertThat(upload(administrator, 500).status()).isNotEqualTo(413);
		assertThat(upload(administrator, 2_200).status()).isEqualTo(413);
		assertThat(upload(administrator, 4_000).status()).isEqualTo(413);
	}

	/**
	 * The tests' settings say <code>secondstep.jobs.run=false</code>.
	 */
	@Test
	void leaveTheJobsOfTheClusterToAnotherNode() {
		await().untilAsserted(() -> assertThat(jobs(true)).filteredOn((job) -> job.lastRun() != null)
			.extracting(JobStatus::name)
			.contains("clock", "key-ring", "recovery-requests"));
		assertThat(jobs(false)).hasSizeGreaterThan(5).allMatch((job) -> job.lastRun() == null && job.nextRun() == null);

		try (JobNode other = JobNode.start("other", this.database, this.clock, this.allJobs)) {
			assertThat(other.isRunning()).isTrue();
			await().until(() -> jobs(false).stream().allMatch((job) -> job.lastRun() != null));
		}
	}

	@Test
	void keyTheAudit_K9_4() {
		this.doorway.withPassword(this.people.employee());

		assertThat(this.jdbc.sql("select distinct key_id from audit_entry").query(String.class).list())
			.containsExactly("of-the-audit");
	}

	@Test
	void takeANodeWithAFullDiskOutOfService() {
		Visitor probe = this.doorway.visitor();

		assertThat(probe.get("/actuator/health/readiness").status()).isEqualTo(503);
		assertThat(probe.get("/actuator/health/liveness").status()).isEqualTo(200);
	}

	@Test
	void limitTheMailServer() {
		assertThat(this.mail.getProtocol()).isEqualTo("smtps");
		assertThat(this.mail.getHost() + ":" + this.mail.getPort()).isEqualTo("127.0.0.1:1");
		assertThat(this.mail.getJavaMailProperties()).containsEntry("mail.smtp.timeout", "1234")
			.containsEntry("mail.smtp.connectiontimeout", "1235")
			.containsEntry("mail.smtp.writetimeout", "1236")
			.containsEntry("mail.smtps.timeout", "10000");
	}

	private List<JobStatus> jobs(boolean everywhere) {
		return this.jobs.all().stream().filter((job) -> job.everywhere() == everywhere).toList();
	}

	private Answer signIn(AccountProfile account, String password, String client) {
		return from(client, "/sign-in/password", "username", account.username(), "password", password);
	}

	private Answer from(String client, String path, String... fields) {
		Visitor visitor = this.doorway.visitor();
		visitor.get("/sign-in");
		HttpRequest form = visitor.form(path, visitor.token(), fields);
		return visitor
			.send(HttpRequest.newBuilder(form, (name, value) -> true).header("X-Forwarded-For", client).build());
	}

	private static Answer upload(Visitor visitor, int bytes) {
		String body = "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + visitor.token()
				+ "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n"
				+ "x".repeat(bytes) + "\r\n--b--\r\n";
		return visitor.send(visitor.request("/admin/accounts/import")
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(body))
			.build());
	}

	/**
	 * @return names of all settings in the table and outside it
	 */
	private static Set<String> mentioned() throws IOException {
		Set<String> names = new TreeSet<>(documented().keySet());
		MENTIONED.matcher(Files.readString(Path.of("docs/operations.md")))
			.results()
			.forEach((found) -> names.add(found.group(1)));
		return names;
	}

	/**
	 * @return the default as it is told, by name
	 */
	private static Map<String, String> documented() throws IOException {
		Map<String, String> settings = new TreeMap<>();
		Matcher rows = ROW.matcher(Files.readString(Path.of("docs/operations.md")));
		while (rows.find()) {
			String before = "";
			Matcher names = NAME.matcher(rows.group(1));
			List<String> defaults = List.of(rows.group(2).split(", "));
			for (int i = 0; names.find(); i++) {
				String name = names.group(1).isEmpty() ? names.group(2)
						: before.substring(0, before.lastIndexOf('.') + 1) + names.group(2);
				settings.put(name, defaults.get(Math.min(i, defaults.size() - 1)));
				before = name;
			}
		}
		return settings;
	}

	/**
	 * @return the default, or an empty text, by name
	 */
	private static Map<String, String> known() {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		Map<String, String> settings = new TreeMap<>();
		scan.findCandidateComponents("org.secondstep").forEach((found) -> {
			Class<?> type = ClassUtils.resolveClassName(found.getBeanClassName(), null);
			String prefix = type.getAnnotation(ConfigurationProperties.class).value();
			Arrays.stream(type.getDeclaredConstructors()[0].getParameters()).forEach((parameter) -> {
				DefaultValue value = parameter.getAnnotation(DefaultValue.class);
				settings.put(prefix + "." + DataObjectPropertyName.toDashedForm(parameter.getName()),
						(value != null) ? value.value()[0] : "");
			});
		});
		return settings;
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
