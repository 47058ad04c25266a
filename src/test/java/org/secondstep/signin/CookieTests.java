package org.secondstep.signin;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.PortalTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cookies of a portal that its visitors reach by https, as behind a proxy.
 */
@PortalTest
@TestPropertySource(properties = { "secondstep.base-url=https://Portal.test:443/",
		"server.tomcat.remoteip.internal-proxies=127.0.0.1/32" })
class CookieTests {

	@Autowired
	Doorway doorway;

	@Test
	void areSafeWhereverTheyAreSet_E04() {
		Answer page = send("/sign-in", "", "");
		String csrf = page.header("Set-Cookie").replaceAll(";.*", "");
		String token = page.find("name=\"_csrf\" value=\"([^\"]+)\"");
		Answer typed = send("/sign-in", csrf, "username=emma@company.example&_csrf=" + token);
		Answer language = send("/language", csrf, "language=nl&return=/&_csrf=" + token);
		Answer error = send("/unknown", "", "");
		Answer refused = send("/overview", "", "");

		List<String> cookies = new ArrayList<>();
		List.of(page, typed, language, error, refused)
			.forEach((answer) -> cookies.addAll(answer.headers().allValues("Set-Cookie")));

		assertThat(cookies).hasSizeGreaterThan(3).allSatisfy((cookie) -> {
			assertThat(cookie).startsWith("__Host-").contains("; Path=/;").containsIgnoringCase("; Secure");
			assertThat(cookie).containsIgnoringCase("; SameSite=Lax").containsIgnoringCase("; HttpOnly");
			assertThat(cookie).doesNotContainIgnoringCase("Domain=").hasSizeLessThan(4096);
		});
	}

	private Answer send(String path, String cookie, String form) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.doorway.port() + path))
			.header("Accept", "text/html");
		if (!cookie.isEmpty()) {
			request.header("Cookie", cookie);
		}
		return this.doorway.visitor()
			.send(form.isEmpty() ? request.GET().build()
					: request.header("Content-Type", "application/x-www-form-urlencoded")
						.POST(BodyPublishers.ofString(form))
						.build());
	}

}
