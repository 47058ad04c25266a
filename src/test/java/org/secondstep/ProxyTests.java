package org.secondstep;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Proxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.support.Answer;
import org.secondstep.support.Chromium;
import org.secondstep.support.Nginx;
import org.secondstep.support.Phone;
import org.secondstep.support.RunningPortal;
import org.secondstep.support.TcpProxy;
import org.secondstep.support.Visitor;

import org.springframework.jdbc.core.simple.JdbcClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The packaged portal behind nginx, as real installations run it: two nodes on one
 * PostgreSQL, and one below a path; nginx speaks HTTP/1.0 with them, as it does unless it
 * is told otherwise, or 1.1.
 */
@Tag("packaged")
class ProxyTests {

	private static final String PASSWORD = "Demo-2fa-portal!";

	private static final String FORGED = "203.0.113.99";

	@TempDir
	static Path folder;

	static final Map<String, Integer> ports = new HashMap<>();

	static final Map<String, JdbcClient> databases = new HashMap<>();

	static final List<AutoCloseable> running = new ArrayList<>();

	static Nginx nginx;

	@BeforeAll
	static void start() throws Exception {
		Chromium.browser();
		nginx = new Nginx(folder);
		EmbeddedPostgres server = EmbeddedPostgres.start();
		running.add(server);
		for (String path : List.of("", "/mfa")) {
			String database = "portal" + path.length();
			JdbcClient.create(server.getPostgresDatabase()).sql("create database " + database).update();
			databases.put(path, JdbcClient.create(server.getDatabase("postgres", database)));
		}
		CompletableFuture<RunningPortal> below = CompletableFuture.supplyAsync(() -> portal("below", "/mfa", server));
		RunningPortal first = portal("first", "", server);
		RunningPortal second = portal("second", "", server);
		for (String version : List.of("", "1.1")) {
			ports.put(version, nginx.serve("", version, first, second));
			ports.put("/mfa" + version, nginx.serve("/mfa", version, below.join()));
		}
		String nobody = "127.0.0.1:" + RunningPortal.freePort();
		ports.put("half away", nginx.serve("", "", List.of(nobody, first.authority())));
		ports.put("away", nginx.serve("", "", List.of(nobody)));
		running.add(nginx.start());
	}

	private static RunningPortal portal(String node, String path, EmbeddedPostgres server) {
		try {
			Path home = Files.createDirectory(folder.resolve(node));
			Files.write(home.resolve("application.properties"), Nginx.settings(path));
			Files.write(home.resolve("application-demo.properties"),
					List.of("spring.datasource.url=" + server.getJdbcUrl("postgres", "portal" + path.length()),
							"spring.datasource.username=postgres", "secondstep.audit.node=" + node,
							"secondstep.key-ring=test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
			RunningPortal portal = RunningPortal.startJarBelow(path, home, "-Dspring.profiles.active=demo");
			running.add(0, portal);
			return portal;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@AfterAll
	static void stop() throws Exception {
		for (AutoCloseable each : running) {
			each.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', '', 127.0.0.11, emma.peeters@netflow.example",
			"'', 1.1, 127.0.0.12, lucas.janssens@netropolix.example", "/mfa, '', 127.0.0.13, noor.maes@cavere.example",
			"/mfa, 1.1, 127.0.0.14, sam.claes@covr.example" })
	void walksTheGuideInABrowser_K1_1_K1_2_K1_4(String path, String version, String client, String account) {
		TcpProxy tunnel = TcpProxy.tunnel(ports.get(path + version), client);
		try (BrowserContext context = Chromium.browser()
			.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true)
				.setLocale("en-GB")
				.setProxy(new Proxy("http://127.0.0.1:" + tunnel.port())))) {
			Page page = context.newPage();
			page.navigate("https://" + Nginx.HOST + path + "/");
			link(page, "Get started");
			link(page, "Next");
			signIn(page, account);
			button(page, "No");
			Phone phone = enroll(page);
			link(page, "To my overview");
			link(page, "Devices");
			assertThat(page.locator(".row-note")).containsText(client);
			button(page, "Sign out");
			link(page, "Sign in");
			signIn(page, account);
			page.getByLabel("Code").fill(phone.code(Duration.ofSeconds(30)));
			button(page, "Verify");
			button(page, "Yes");

			assertThat(heading(page)).hasText("Overview");
			assertThat(page.url()).isEqualTo("https://" + Nginx.HOST + path + "/overview");
		}
		await().untilAsserted(() -> assertThat(addressesOf(path, account)).containsExactly(client));
	}

	@ParameterizedTest
	@CsvSource({ "'', '', 127.0.0.21, helpdesk@netflow.example", "'', 1.1, 127.0.0.22, helpdesk@cavere.example",
			"/mfa, '', 127.0.0.23, helpdesk@netflow.example", "/mfa, 1.1, 127.0.0.24, helpdesk@cavere.example" })
	void namesNoHostAndBelievesNoStranger_K1_1_K1_2(String path, String version, String client, String account) {
		Visitor visitor = visitor(path, version, client);
		List<Answer> answers = new ArrayList<>();
		List.of("/", "/overview", "/mfasetup", "/unknown", "/css/secondstep.css", "/sign-in", "/api/v1/accounts")
			.forEach((page) -> answers.add(visitor.get(page)));
		answers.add(visitor.post("/sign-in", "username", account));
		answers.add(visitor.send(HttpRequest
			.newBuilder(visitor.form("/sign-in/password", visitor.token(), "username", account, "password", "wrong"),
					(name, value) -> true)
			.header("X-Forwarded-For", FORGED)
			.header("X-Forwarded-Host", "evil.test")
			.build()));
		answers.add(visitor.post("/sign-out"));
		answers.add(visitor.post("/language", "language", "nl", "return", "/sign-in"));

		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.header("Strict-Transport-Security")).contains("max-age=31536000");
			assertThat(answer.headers().allValues("Location")).allMatch((to) -> to.startsWith(path + "/"));
			assertThat(answer.headers().allValues("Set-Cookie"))
				.allSatisfy((cookie) -> assertThat(cookie).startsWith("__Host-")
					.doesNotContainIgnoringCase("domain", "http:", Nginx.HOST));
		});
		assertThat(answers).filteredOn((answer) -> !answer.header("Location").isEmpty()).hasSizeGreaterThan(4);
		await().untilAsserted(() -> assertThat(addressesOf(path, account)).containsExactly(client));
		assertThat(databases.get(path)
			.sql("select attempt_key from password_attempts where attempt_key in (?, ?)")
			.params("address:" + client, "address:" + FORGED)
			.query(String.class)
			.list()).containsExactly("address:" + client);
	}

	@Test
	void asksBothNodes_K1_1() {
		Visitor visitor = visitor("", "", "127.0.0.31");
		for (int i = 0; i < 4; i++) {
			visitor.signIn("nobody" + i + "@netflow.example", "wrong");
			visitor.get("/");
		}

		await().untilAsserted(() -> assertThat(databases.get("")
			.sql("select distinct node from audit_entry where address = '127.0.0.31'")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("first", "second"));
	}

	/**
	 * The only IPv6 address that every machine has is ::1, in the network of zeros.
	 */
	@Test
	void knowsAClientByIpv6_K1_1() {
		assumeTrue(Nginx.hasIpv6(), "No IPv6 on this machine: its test is skipped");
		String account = "helpdesk@netropolix.example";
		Visitor stranger = visitor("", "", "::1");
		stranger.signIn(account, "wrong");
		Visitor owner = visitor("", "", "::1").signIn(account, PASSWORD);
		owner.get("/security-info/authenticator-app/open");
		owner.post("/security-info/authenticator-app/open", "name", "Phone");
		Phone phone = Phone.scan(owner.get("/security-info/authenticator-app/scan"), Clock.systemUTC());
		owner.post("/security-info/authenticator-app/scan", "code", phone.code());

		assertThat(owner.get("/devices").body()).contains("::1").doesNotContain("127.0.0.1");
		await().untilAsserted(() -> assertThat(addressesOf("", account)).containsExactly("::1"));
		assertThat(databases.get("")
			.sql("select failures from password_attempts where attempt_key = 'address:' || repeat('0', 16)")
			.query(Integer.class)
			.single()).isPositive();
	}

	@Test
	void goesOnWhileANodeRestarts_K1_1() {
		Visitor visitor = visitor("", "half away", "127.0.0.41");

		for (int i = 0; i < 3; i++) {
			assertThat(visitor.get("/sign-in").status()).isEqualTo(200);
			assertThat(visitor.post("/sign-in", "username", "helpdesk@netflow.example").status()).isEqualTo(302);
		}
	}

	@Test
	void saysWhenToTryAgainWhileNoNodeAnswers_K1_1() {
		Visitor visitor = visitor("", "away", "127.0.0.42");

		for (Answer answer : List.of(visitor.get("/overview"), visitor.post("/sign-in", "username", "emma"))) {
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.header("Retry-After")).isEqualTo("30");
			assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
			assertThat(answer.heading()).isEqualTo("Try again in a moment");
		}
	}

	@Test
	void saysThatAFileIsTooLarge_K1_1() throws IOException {
		String answer;
		try (Socket socket = nginx.certificate()
			.trusting()
			.getSocketFactory()
			.createSocket(InetAddress.getByName("127.0.0.1"), ports.get(""))) {
			socket.getOutputStream()
				.write("POST /admin/accounts/import HTTP/1.0\r\nHost: %s\r\nContent-Length: %d\r\n\r\n"
					.formatted(Nginx.HOST, 34 * 1024 * 1024)
					.getBytes(StandardCharsets.US_ASCII));
			answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}

		assertThat(answer).startsWith("HTTP/1.1 413 ").contains("<h1>That was too much</h1>");
	}

	private static Phone enroll(Page page) {
		link(page, "Authenticator app");
		button(page, "Next");
		page.getByText("Can't scan the QR code?").click();
		Phone phone = new Phone(page.locator("#manual-key").innerText().replaceAll("\\s", ""), Clock.systemUTC());
		page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(phone.code());
		button(page, "Verify");
		assertThat(heading(page)).hasText("Congratulations");
		return phone;
	}

	private static void signIn(Page page, String account) {
		page.getByLabel("Account").fill(account);
		button(page, "Next");
		page.getByLabel("Password").fill(PASSWORD);
		button(page, "Sign in");
	}

	private static Visitor visitor(String path, String version, String client) {
		TcpProxy tunnel = TcpProxy.tunnel(ports.get(path + version), client);
		return new Visitor("https://" + Nginx.HOST + path,
				HttpClient.newBuilder()
					.proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", tunnel.port())))
					.sslContext(nginx.certificate().trusting()));
	}

	private static List<String> addressesOf(String path, String account) {
		return databases.get(path)
			.sql("select distinct address from audit_entry where account_name = ? and action in ('PASSWORD_WRONG',"
					+ " 'PASSWORD_ACCEPTED', 'SECOND_STEP_ACCEPTED', 'METHOD_REGISTERED')")
			.param(account)
			.query(String.class)
			.list();
	}

	private static Locator heading(Page page) {
		return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	private static void link(Page page, String name) {
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
	}

	private static void button(Page page, String name) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
	}

}
