package org.secondstep.shell;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PortalAddressFilterTests {

	PortalAddressFilter filter;

	@BeforeEach
	void at() {
		at("https://portal.test:8443/mfa");
	}

	@Test
	void saysOnceThatPeopleUseAnotherHost_K1_5(CapturedOutput output) throws Exception {
		for (String host : List.of("portal.test:8443", "PORTAL.test", "portal.test:8080", "other.test")) {
			get(host, "/mfa/");
		}

		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("A request came for the host portal.test:8080, but the portal's address is"
					+ " https://portal.test:8443/mfa, which mails and pages name."
					+ " If people use another, set secondstep.base-url to it");
	}

	@Test
	void takesTheNamesOfThisMachineForOne_K1_5(CapturedOutput output) throws Exception {
		at(null);

		for (String host : List.of("localhost:8101", "127.0.0.1:8101", "[::1]:8101")) {
			get(host, "/");
		}

		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void saysOnceThatAProxyIsNotKnown_K1_1(CapturedOutput output) throws Exception {
		MockHttpServletRequest known = new MockHttpServletRequest("GET", "/");
		known.addHeader("X-Forwarded-For", "198.51.100.7");
		known.setAttribute(AccessLog.REMOTE_ADDR_ATTRIBUTE, "203.0.113.9");
		this.filter.doFilter(known, new MockHttpServletResponse(), new MockFilterChain());

		for (String peer : List.of("10.0.0.5", "10.0.0.6")) {
			MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
			request.setRemoteAddr(peer);
			request.addHeader("X-Forwarded-For", "203.0.113.9");
			this.filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
		}

		assertThat(warnings(output)).singleElement()
			.asString()
			.endsWith("A request from 10.0.0.5 has a header X-Forwarded-For, which does not count."
					+ " If that is your proxy, add it to server.tomcat.remoteip.internal-proxies");
	}

	@Test
	void leadsFromThePathToThePageBelowIt_K1_4() throws Exception {
		MockHttpServletResponse response = get("portal.test", "/mfa");

		assertThat(response.getStatus()).isEqualTo(302);
		assertThat(response.getHeader("Location")).isEqualTo("/mfa/");
	}

	private void at(String baseUrl) {
		PortalProperties properties = new PortalProperties((baseUrl != null) ? BaseUrl.of(baseUrl) : null, "Issuer");
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8101");
		this.filter = new PortalAddressFilter(new PortalAddress(properties, environment, new MockServletContext()));
	}

	private MockHttpServletResponse get(String host, String path) throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setContextPath(path.startsWith("/mfa") ? "/mfa" : "");
		request.addHeader("Host", host);
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.filter.doFilter(request, response, new MockFilterChain());
		return response;
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(" WARN ")).toList();
	}

}
