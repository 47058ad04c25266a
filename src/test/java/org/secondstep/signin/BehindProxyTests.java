package org.secondstep.signin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a portal believes of which proxy, with the settings of
 * <code>docs/operations.md</code>. The test is the proxy.
 */
@PortalTest
@TestPropertySource(properties = { "secondstep.base-url=https://Portal.test:443/",
		"server.tomcat.remoteip.internal-proxies=127.0.0.1/32" })
class BehindProxyTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	@BeforeEach
	void hire() {
		this.emma = this.people.employee();
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.9, 203.0.113.9", "'198.51.100.7, 203.0.113.9', 203.0.113.9",
			"203.0.113.9:51234, 203.0.113.9", "2001:db8::9, 2001:db8::9", "[2001:db8::9]:51234, 2001:db8::9",
			"::ffff:203.0.113.9, 203.0.113.9", "name.test, 0.0.0.0", "999.1.1.1, 0.0.0.0", "10.9.9.9.9, 0.0.0.0" })
	void takesTheClientFromItsProxy_K1_1(String forwarded, String client) throws IOException {
		raw("127.0.0.1", wrongPassword("X-Forwarded-For: " + forwarded));

		assertThat(addresses()).containsExactly(client);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void believesNoStranger_K1_1() throws IOException {
		String answer = raw("127.0.0.2", wrongPassword("X-Forwarded-For: 203.0.113.9"));

		assertThat(answer).startsWith("HTTP/1.1 302 ");
		assertThat(addresses()).containsExactly("127.0.0.2");
	}

	@Test
	void storesNoLongWordOfAClient_K1_1() throws IOException {
		String answer = raw("127.0.0.1", wrongPassword("X-Forwarded-For: " + "x".repeat(2000)));

		assertThat(answer).startsWith("HTTP/1.1 302 ");
		assertThat(addresses()).containsExactly("0.0.0.0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Host: evil.test", "X-Forwarded-Port: 8443", "X-Forwarded-Proto: http",
			"X-Forwarded-Prefix: /evil", "Forwarded: host=evil.test;proto=http" })
	void takesNothingElseFromItsProxy_K1_1(String header) throws IOException {
		String redirect = raw("127.0.0.1", "GET /overview HTTP/1.0\r\nHost: portal.test\r\n" + header + "\r\n\r\n");
		String page = raw("127.0.0.1", "GET /mfasetup HTTP/1.0\r\nHost: portal.test\r\nUser-Agent: Mobi\r\n" + header
				+ "\r\nConnection: close\r\n\r\n");

		assertThat(redirect).containsPattern("\r\nLocation: /sign-in\r\n");
		assertThat(page).contains("https://portal.test").doesNotContain("evil", "8443", "http://");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/sign-in", "/overview", "/unknown", "/css/secondstep.css", "/api/v1/accounts" })
	void asksBrowsersToComeByTlsOnly_K1_1(String path) {
		Answer answer = this.doorway.visitor().get(path);

		assertThat(answer.header("Strict-Transport-Security")).contains("max-age=31536000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://portal.test", "https://PORTAL.test:443" })
	void knowsItsOwnOrigin_K1_3(String origin) throws IOException {
		assertThat(raw("127.0.0.1", wrongPassword("Origin: " + origin))).startsWith("HTTP/1.1 302 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://portal.test", "https://portal.test:8443", "https://evil.test", "null" })
	void takesNoFormFromElsewhere_K1_3(String origin) throws IOException {
		assertThat(raw("127.0.0.1", wrongPassword("Origin: " + origin))).startsWith("HTTP/1.1 403 ");
	}

	private String wrongPassword(String header) {
		Visitor visitor = this.doorway.visitor();
		String csrf = visitor.get("/sign-in").header("Set-Cookie").replaceAll(";.*", "");
		String body = "username=" + this.emma.username() + "&password=wrong&_csrf=" + visitor.token();
		return "POST /sign-in/password HTTP/1.1\r\nHost: portal.test\r\nConnection: close\r\nCookie: " + csrf
				+ "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n"
				+ header + "\r\n\r\n" + body;
	}

	private List<String> addresses() {
		this.doorway.settle();
		return this.jdbc.sql("select address from audit_entry where account_id = ? and action = 'PASSWORD_WRONG'")
			.param(this.emma.id())
			.query(String.class)
			.list();
	}

	/**
	 * @param from address of the client of this connection
	 */
	private String raw(String from, String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), this.doorway.port(),
				InetAddress.getByName(from), 0)) {
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
