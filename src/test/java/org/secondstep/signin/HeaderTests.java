package org.secondstep.signin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stands around every answer, and what a form must bring.
 */
@PortalTest
class HeaderTests {

	private static final String PLANTED = "0f3b6f7e-7c39-4c5a-9f43-6f6a5f0d3c11";

	private static final String ID = "2b1d8c1e-0000-4000-8000-000000000000";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	RequestMappingHandlerMapping requestMappingHandlerMapping;

	AccountProfile emma;

	Visitor visitor;

	@BeforeEach
	void enroll() {
		this.emma = this.people.employee();
		this.visitor = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(this.visitor);
		assertThat(phone.key()).isNotEmpty();
		this.visitor.get("/security-info");
	}

	@Test
	void letsNoPageBeFramedOrGuessed_B15() {
		List<String> paths = new ArrayList<>(addresses(RequestMethod.GET));
		paths.addAll(List.of("/unknown", "/css/secondstep.css", "/actuator/health", "/security-info/methods/x/rename"));

		for (String path : paths) {
			for (Visitor each : List.of(this.visitor, this.doorway.visitor())) {
				Answer answer = each.get(path);

				assertThat(answer.header("Content-Security-Policy")).as(path)
					.contains("frame-ancestors 'none'", "default-src 'none'", "script-src 'self'")
					.doesNotContain("unsafe");
				assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
				assertThat(answer.header("Cross-Origin-Resource-Policy")).as(path).isEqualTo("same-origin");
				assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("same-origin");
				assertThat(answer.headers().map()).as(path).doesNotContainKeys("Server", "X-Powered-By", "server");
			}
		}
	}

	@Test
	void keepsPagesAboutPeopleOutOfCaches_B03() {
		for (String path : List.of("/overview", "/security-info", "/devices", "/privacy", "/privacy/download",
				"/organizations", "/sign-in", "/unknown")) {
			assertThat(this.visitor.get(path).header("Cache-Control")).as(path).contains("no-store");
		}
	}

	@Test
	void writesNothingWithoutAToken_B14() {
		for (String path : addresses(RequestMethod.POST)) {
			String foreign = this.doorway.visitor().get("/sign-in").find("name=\"_csrf\" value=\"([^\"]+)\"");
			Visitor each = this.visitor;

			List<Answer> answers = List.of(each.send(each.form(path, "")), each.send(each.form(path, foreign)),
					each.send(each.form(path + "?_csrf=" + each.token(), "")), fromElsewhere(path, "https://evil.test"),
					fromElsewhere(path, "null"), fromElsewhere(path, "https://localhost.evil.test"));

			assertThat(answers).as(path).allMatch((answer) -> answer.status() == 403);
		}
	}

	@Test
	void writesNothingByGet_B14() {
		for (String path : List.of("/sign-out", "/devices/" + ID + "/end", "/devices/end-others", "/language",
				"/security-info/authenticator-app/start-again")) {
			assertThat(this.visitor.get(path + "?_method=POST&language=nl&_csrf=" + this.visitor.token()).status())
				.as(path)
				.isIn(403, 404, 405);
		}
		assertThat(this.visitor.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void takesFormsOfOurOwnPages_B14() {
		HttpRequest form = this.visitor.form("/language", this.visitor.token(), "language", "nl", "return",
				"/overview");

		Answer answer = this.visitor.send(HttpRequest.newBuilder(form, (name, value) -> true)
			.header("Origin", "http://localhost:" + this.doorway.port())
			.header("Sec-Fetch-Site", "same-origin")
			.build());

		assertThat(answer.location()).isEqualTo("/overview");
	}

	@Test
	void takesNoTokenThatSomebodyPlantedInACookieOnceSomebodyIsSignedIn_K9_1() {
		Visitor victim = this.doorway.visitor();
		victim.setCookie("CSRF", PLANTED);
		Answer before = language(victim, masked(PLANTED));

		victim.signIn(this.emma.username(), People.PASSWORD);
		victim.setCookie("CSRF", PLANTED);
		Answer after = language(victim, masked(PLANTED));

		assertThat(before.status()).isEqualTo(302);
		assertThat(after.status()).isEqualTo(403);
		assertThat(victim.token()).isNotEqualTo(masked(PLANTED));
		assertThat(language(victim, victim.token()).status()).isEqualTo(302);
	}

	@Test
	void takesFormsOfOtherTabsWhileTheSessionIdChangesAtAFactor_K9_1() {
		Visitor tabs = this.doorway.withPassword(this.people.employee());
		String session = tabs.cookie("SESSION").orElseThrow();
		String otherTab = tabs.token();

		this.doorway.enroll(tabs);

		assertThat(tabs.cookie("SESSION").orElseThrow()).isNotEqualTo(session);
		assertThat(language(tabs, otherTab).location()).isEqualTo("/overview");
	}

	@Test
	void takesFormsOfOtherTabsAfterTheOwnerChoseAnotherPassword_K9_1() {
		Visitor tabs = this.doorway.withPassword(this.people.employee());
		this.doorway.enroll(tabs);
		String otherTab = tabs.token();
		this.clock.forward(Duration.ofMinutes(1));

		tabs.get("/password");
		Answer changed = tabs.post("/password", "currentPassword", People.PASSWORD, "newPassword",
				"Another-horse-2027!", "repeatPassword", "Another-horse-2027!");

		assertThat(changed.status()).isEqualTo(302);
		assertThat(language(tabs, otherTab).location()).isEqualTo("/overview");
	}

	@Test
	void takesNoFormOfAnotherSignIn_K9_1() {
		Visitor tabs = this.doorway.visitor();
		tabs.get("/sign-in");
		String beforeSignIn = tabs.token();
		tabs.signIn(this.emma.username(), People.PASSWORD);
		String first = tabs.token();
		this.clock.nextCode();
		Visitor elsewhere = this.doorway.withPassword(this.emma);

		assertThat(language(tabs, beforeSignIn).status()).isEqualTo(403);
		assertThat(language(elsewhere, first).status()).isEqualTo(403);
		assertThat(language(tabs, first).status()).isEqualTo(302);
		tabs.post("/sign-out");
		assertThat(language(tabs, first).status()).isEqualTo(403);
		tabs.get("/sign-in");
		assertThat(language(tabs, tabs.token()).status()).isEqualTo(302);
	}

	@Test
	void asksToSignInAgainForAFormThatWasLeftOpenUntilTheSessionEnded_K9_1() {
		this.jdbc.sql("delete from spring_session where principal_name = ?").param(this.emma.id().toString()).update();

		Answer late = this.visitor.post("/devices/end-others");

		assertThat(late.location()).isEqualTo("/sign-in");
		this.visitor.signIn(this.emma.username(), People.PASSWORD);
		assertThat(this.visitor.landing("/overview")).isEqualTo("/sign-in/verify");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.test", "Host: localhost\r\nX-Forwarded-Host: evil.test",
			"Host: localhost\r\nForwarded: host=evil.test;proto=http", "Host: localhost\r\nX-Forwarded-Proto: http",
			"Host: localhost\r\nX-Forwarded-Prefix: //evil.test" })
	void namesNoOtherHostInRedirectsAndPages_F05(String headers) throws IOException {
		String redirect = raw("GET /overview HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
		String page = raw("GET / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");

		assertThat(redirect).containsPattern("\r\nLocation: /sign-in\r\n");
		assertThat(page).doesNotContain("evil.test");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/json", "application/xml", "text/csv", "*/*;q=0", "nonsense" })
	void tellsNothingInErrors_F10(String accept) {
		for (String path : List.of("/unknown?trace=true&message=true&errors=true", "/error", "/theme/xx.css",
				"/security-info/methods/x/rename", "/language", "/sign-in/" + "x".repeat(5000))) {
			Answer answer = this.visitor.send(HttpRequest
				.newBuilder(this.visitor.request(path).GET().build(), (name, value) -> !"Accept".equals(name))
				.header("Accept", accept)
				.build());

			assertThat(answer.status()).as(path).isBetween(400, 499);
			assertThat(answer.body()).as(path)
				.doesNotContain("org.", "java.", "Exception", "\tat ", "select ", "Tomcat", "Whitelabel", "trace");
			assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
		}
	}

	@Test
	void givesEveryErrorANumber_F10() {
		Answer answer = this.visitor.get("/unknown");

		assertThat(answer.heading()).isEqualTo("This page does not exist");
		assertThat(answer.find("<code>([0-9a-f]{12})</code>")).isNotEmpty();
	}

	@Test
	void ignoresASessionIdInTheAddress_E08() {
		String cookie = this.visitor.cookie("SESSION").orElseThrow();
		Visitor thief = this.doorway.visitor();

		List<String> landings = List.of(thief.landing("/overview;jsessionid=" + cookie),
				thief.landing("/overview;SESSION=" + cookie), thief.landing("/overview?SESSION=" + cookie));

		assertThat(landings).doesNotContain("/overview").noneMatch((landing) -> thief.get(landing).status() == 500);
		assertThat(thief.get("/overview?SESSION=" + cookie).location()).isEqualTo("/sign-in");
	}

	@Test
	void keepsItsHeadWithManyCookies_E10() {
		String cookie = this.visitor.cookie("SESSION").orElseThrow();
		HttpRequest planted = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.doorway.port() + "/overview"))
			.header("Cookie", "SESSION=planted; " + "x=y; ".repeat(150) + "session=" + cookie + "; SESSION=\"\"")
			.GET()
			.build();

		Answer answer = this.doorway.visitor().send(planted);

		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.location()).isEqualTo("/sign-in");
	}

	private static Answer language(Visitor visitor, String token) {
		return visitor.send(visitor.form("/language", token, "language", "en", "return", "/overview"));
	}

	/**
	 * As a page hides a token: a mask, here of zeros, and the token under it.
	 */
	private static String masked(String token) {
		byte[] bytes = new byte[2 * token.length()];
		System.arraycopy(token.getBytes(StandardCharsets.UTF_8), 0, bytes, token.length(), token.length());
		return Base64.getUrlEncoder().encodeToString(bytes);
	}

	private Answer fromElsewhere(String path, String origin) {
		HttpRequest form = this.visitor.form(path, this.visitor.token());
		return this.visitor.send(HttpRequest.newBuilder(form, (name, value) -> true).header("Origin", origin).build());
	}

	private List<String> addresses(RequestMethod method) {
		return this.requestMappingHandlerMapping.getHandlerMethods()
			.keySet()
			.stream()
			.filter((mapping) -> mapping.getMethodsCondition().getMethods().contains(method))
			.flatMap((mapping) -> mapping.getPatternValues().stream())
			.map((path) -> path.replaceAll("\\{accent.*?}}", "1f5fbf")
				.replaceAll("\\{id:.*?}}", "0".repeat(32))
				.replaceAll("\\{reason.*?}", "signed-out")
				.replaceAll("\\{help.*?}", "unlock")
				.replace("{kind}", "authenticator-app")
				.replaceAll("\\{(id|method)}", ID))
			.toList();
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.doorway.port())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
