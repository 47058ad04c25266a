package org.secondstep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent gets a clear page with the right status, and never an error of ours.
 */
@PortalTest
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	AccountProfile emma;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.emma = this.people.employee();
		this.visitor = this.doorway.withPassword(this.emma);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/xml", "text/plain", "application/yaml",
			"multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=nonsense", "nonsense" })
	void takesFormsOnly_J01(String type) {
		String body = "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>";

		Answer answer = this.visitor.send(this.visitor.request("/security-info/authenticator-app/open")
			.header("Content-Type", type)
			.POST(BodyPublishers.ofString(body))
			.build());

		assertThat(answer.status()).isBetween(400, 415);
		assertThat(answer.body()).doesNotContain("root:");
	}

	@Test
	void inflatesNothing_J01() {
		HttpRequest form = this.visitor.form("/sign-in", this.visitor.token(), "username", "x@y.example");

		Answer answer = this.visitor
			.send(HttpRequest.newBuilder(form, (name, value) -> true).header("Content-Encoding", "gzip").build());

		assertThat(answer.status()).isLessThan(500);
	}

	@Test
	void refusesTooMuch_J02() {
		String[] many = new String[20_000];
		Arrays.fill(many, "a");

		List<Integer> statuses = List.of(this.visitor.post("/sign-in", "username", "x".repeat(20_000_000)).status(),
				this.visitor.post("/sign-in", many).status(),
				this.visitor.get("/sign-in?" + "x".repeat(20_000)).status(),
				this.visitor.send(this.visitor.request("/sign-in").header("X-Long", "x".repeat(64_000)).GET().build())
					.status());

		assertThat(statuses).allMatch((status) -> status >= 400 && status < 500);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in username", "/sign-in/help username", "/sign-in/forgot-password username",
			"/security-info/authenticator-app/open name", "/security-info/authenticator-app/scan code",
			"/language language", "/setup token" })
	void answersAnythingInEveryField_J02(String place) {
		String path = place.substring(0, place.indexOf(' '));
		String field = place.substring(place.indexOf(' ') + 1);
		this.visitor.get("/security-info/authenticator-app/open");
		this.visitor.post("/security-info/authenticator-app/open", "name", "App");

		for (String value : List.of("", " ", "x".repeat(10_000), "😀", "a\u0000b", "a\r\nb", "\u202etxt", "'", "')--",
				"%", "\\", "null", "{}", "[]", "1234567", "١٢٣٤٥٦", "e\u0301".repeat(500), "${7*7}", "__${7*7}__::.x",
				"${jndi:ldap://x}")) {
			Answer answer = this.visitor.post(path, field, value);

			assertThat(answer.status()).as(value).isLessThan(500);
			assertThat(answer.body()).as(value).doesNotContain(">49<", "__49__");
		}
		assertThat(this.visitor.post(path).status()).isLessThan(500);
		assertThat(this.visitor.post(path, field, "a", field, "b").status()).isLessThan(500);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRACE", "TRACK", "PROPFIND", "FOO", "CONNECT", "PUT", "DELETE", "PATCH" })
	void knowsNoOtherMethods_J06(String method) throws IOException {
		String answer = raw(method + " /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

		assertThat(answer).containsPattern("^HTTP/1.1 (400|403|404|405|501) ");
	}

	@Test
	void ignoresOverriddenMethods_J06() {
		HttpRequest form = this.visitor.form("/sign-in", this.visitor.token(), "_method", "delete", "username",
				"x@y.example");

		Answer answer = this.visitor.send(
				HttpRequest.newBuilder(form, (name, value) -> true).header("X-HTTP-Method-Override", "DELETE").build());

		assertThat(answer.location()).isEqualTo("/sign-in/password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%", "/sign-in;jsessionid=1", "/sign-in/%2e%2e/overview", "//sign-in", "/sign-in/%00",
			"/security-info/%2f", "/sign-in/password?wrong=%ED%A0%80", "/theme/%0d%0aX:y.css",
			"/sign-in/__$%7B7*7%7D__", "/static/..%2f..%2fapplication.properties", "/..%5c..%5cetc",
			"/webjars/..;/..;/application.properties" })
	void answersOddAddresses_J05(String path) throws IOException {
		String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

		assertThat(answer).containsPattern("^HTTP/1.1 [234]\\d\\d ")
			.doesNotContain("spring.datasource", "\r\nX:y", "_49_");
		assertThat(answer).satisfiesAnyOf((page) -> assertThat(page).contains("frame-ancestors 'none'"),
				(tomcats) -> assertThat(tomcats).startsWith("HTTP/1.1 400 ").doesNotContainIgnoringCase("tomcat"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc", "xx", "de_DE.UTF-8", "<script>", "${7*7}", "en\u0000", "" })
	void fallsBackToAKnownLanguage_J12(String language) {
		Visitor stranger = this.doorway.visitor();
		stranger.get("/sign-in");

		Answer answer = stranger.post("/language", "language", language, "return", "/sign-in");

		assertThat(answer.status()).isBetween(300, 499);
		assertThat(stranger.get("/sign-in").body()).contains("lang=\"en\"");
		stranger.setCookie("LANGUAGE", "x".repeat(3000));
		assertThat(stranger.get("/sign-in").body()).contains("lang=\"en\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "xx", "*", "de;q=abc", "${7*7}", "../../etc", "nl;q=0, fr;q=0" })
	void readsAnyLanguageHeader_J12(String header) {
		for (String value : List.of(header, (header + ", ").repeat(300) + "en")) {
			Answer answer = this.visitor.send(this.visitor.request("/")
				.header("Accept-Language", value.substring(0, Math.min(7000, value.length())))
				.GET()
				.build());

			assertThat(answer.status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../x", "zzzzzz", "fff", "<b>", "1f5fbf00" })
	void hasThemesForColoursOnly_J12(String accent) {
		assertThat(this.visitor.get("/theme/" + accent.replace("<", "%3C").replace(">", "%3E") + ".css").status())
			.isIn(400, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><svg/onload=x>",
			"{{7*7}}", "javascript:alert(1)", "\u2028x", "[[${7*7}]]", "[(${7*7})]", "*{7*7}", "#{7*7}",
			"@{/x(${7*7})}", "${T(java.lang.Runtime)}", "~{::x}", "__${new\tjava.util.Date()}__::.x" })
	void showsMarkupAsText_F01_F02(String text) {
		AccountProfile odd = this.people.account(text, this.emma.organization(), Set.of(Role.EMPLOYEE));
		Visitor owner = this.doorway.withPassword(odd);
		owner.get("/security-info/authenticator-app/open");
		owner.post("/security-info/authenticator-app/open", "name", text.replace("\u2028", " ").replace("\t", " "));
		HttpRequest typed = owner.form("/sign-in/help", owner.token(), "username", text);

		List<Answer> pages = List.of(owner.get("/overview"), owner.get("/security-info/authenticator-app/scan"),
				owner.get("/privacy"), owner.send(typed), owner.get("/sign-in?lang=" + encode(text)),
				owner.get("/security-info/add?step=" + encode(text)), owner.get("/" + encode(text)));

		assertThat(pages).allSatisfy((page) -> {
			assertThat(page.status()).isLessThan(500);
			assertThat(page.body()).doesNotContain("<script>alert", "<img src=x", "<svg/onload", ">49<");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "%00", "emma%00@x.example", "%ED%A0%80", "%F0%9F%98" })
	void letsNoTextReachTheDatabaseThatItRefuses_K2_8(String text) {
		List<Integer> statuses = new ArrayList<>();
		for (String path : List.of("/sign-in", "/sign-in/password", "/sign-in/forgot-password",
				"/sign-in/temporary-pass", "/caller-check/code", "/sign-in/help", "/language", "/devices/x/end",
				"/password", "/security-info/default", "/security-info/authenticator-app/open")) {
			statuses.add(post(path,
					"username=" + text + "&password=" + text + "&code=" + text + "&name=" + text + "&language=" + text
							+ "&return=" + text + "&id=" + text + "&currentPassword=" + text + "&newPassword=" + text
							+ "&repeatPassword=" + text + "&" + text + "=" + text));
		}
		for (String path : List.of("/sign-in/new-password?token=", "/setup?token=", "/stop-reset?token=", "/sign-in?q=",
				"/sign-in/ended/", "/devices/")) {
			statuses.add(this.visitor.get(path + text).status());
		}
		statuses.add(this.doorway.script("sst_" + text).get("/api/v1/accounts?q=" + text).status());

		assertThat(statuses).allMatch((status) -> status < 500);
	}

	private int post(String path, String body) {
		this.visitor.get("/sign-in");
		return this.visitor
			.send(this.visitor.request(path)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("_csrf=" + encode(this.visitor.token()) + "&" + body))
				.build())
			.status();
	}

	@ParameterizedTest
	@ValueSource(strings = { "' or '1'='1", "x'; select pg_sleep(5)--", "')--", "\\' or 1=1 --",
			"'||(select password_hash from account)||'", "%' or username like '%" })
	void takesNoTextForSql_F08(String text) {
		Visitor thief = this.doorway.visitor();
		long begin = System.nanoTime();

		thief.signIn(text, text);
		thief.signIn(this.emma.username() + text, People.PASSWORD);
		thief.signIn(this.emma.username(), text);
		thief.setCookie("SESSION", text.replace(";", ""));
		String landing = thief.landing("/overview");
		List<Integer> statuses = List.of(this.visitor.get("/devices?sort=" + encode(text)).status(),
				this.visitor.post("/devices/" + encode(text) + "/end").status(),
				this.visitor.get("/security-info/methods/" + encode(text) + "/rename").status());

		assertThat(landing).isEqualTo("/sign-in");
		assertThat(statuses).allMatch((status) -> status < 500);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void letsPeopleInAmongSlowClients_I13() throws IOException {
		List<Socket> slow = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.doorway.port());
			slow.add(socket);
			String begun = List
				.of("", "GET / HTTP/1.1\r\nHost: local", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"
						+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nusername=")
				.get(i % 3);
			socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
		}
		long begin = System.nanoTime();

		String landing = this.doorway.withPassword(this.emma).landing("/overview");

		assertThat(landing).isEqualTo("/overview");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
		for (Socket socket : slow) {
			socket.close();
		}
	}

	@Test
	void letsNobodyForgeALogLine_F07(CapturedOutput log) throws IOException {
		String forged = "x\r\n2026-01-01 INFO Login ok user=root\u001b[2J" + "y".repeat(1000);

		this.visitor.post("/sign-in", "username", forged);
		this.visitor.post("/sign-in/password", "username", forged, "password", forged);
		this.visitor.get("/" + encode(forged));
		raw("GET /unknown HTTP/1.1\r\nHost: localhost\r\nUser-Agent: x\u001b[2J ${jndi:ldap://x}\r\n"
				+ "Connection: close\r\n\r\n");

		assertThat(log.getAll()).doesNotContain("\n2026-01-01 INFO", "\u001b[2J", "y".repeat(300));
	}

	@Test
	void fillsNoLogWithWhatNobodyCanRead_F07(CapturedOutput log) throws IOException {
		String[] many = new String[400];
		Arrays.fill(many, "a");

		List<Answer> answers = List.of(this.visitor.post("/sign-in", many),
				this.visitor.get("/sign-in/password?wrong=%ED%A0%80"), this.visitor.get("/theme/nothing.css"),
				this.visitor.post("/sign-in", "username", "x".repeat(200_000)));

		assertThat(answers).allSatisfy((answer) -> {
			assertThat(answer.status()).isBetween(400, 499);
			assertThat(answer.heading()).isNotEmpty();
			assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
		});
		assertThat(log.getAll()).doesNotContain("\tat ", " ERROR ", " WARN ");
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.doorway.port())) {
			socket.setSoTimeout(10_000);
			OutputStream out = socket.getOutputStream();
			out.write(request.getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
			InputStream in = socket.getInputStream();
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
