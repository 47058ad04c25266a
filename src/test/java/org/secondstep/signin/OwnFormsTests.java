package org.secondstep.signin;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.shell.PortalAddress;
import org.secondstep.shell.WebOrigin;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.csrf.DefaultCsrfToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class OwnFormsTests {

	/**
	 * Whatever host its proxy asks it for.
	 */
	@ParameterizedTest
	@CsvSource({ "https://MFA.test:443, https://mfa.test", "https://mfa.test, https://MFA.test:443",
			"http://mfa.test:80, http://mfa.test", "https://mfa.test:8443, https://mfa.test:8443" })
	void takesFormsOfItsOwnOriginHoweverItIsWritten_K1_3(String own, String origin) {
		PortalAddress address = mock();
		given(address.origin()).willReturn(WebOrigin.parse(own).orElseThrow());
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/sign-in");
		request.addHeader("Host", "10.0.0.5:8080");
		request.addHeader("Origin", origin);
		request.setParameter("_csrf", "AAAAAAB0b2tlbg=="); // no mask, and the token
		DefaultCsrfToken token = new DefaultCsrfToken("X-CSRF", "_csrf", "token");

		assertThat(new OwnForms(address, mock()).resolveCsrfTokenValue(request, token)).isEqualTo("token");
	}

	@Test
	void saysOnceWhatToSetWhenFormsComeFromElsewhere_K1_3(CapturedOutput output) {
		PortalAddress address = mock();
		given(address.origin()).willReturn(WebOrigin.parse("https://portal.test").orElseThrow());
		given(address.text()).willReturn("https://portal.test");
		OwnForms forms = new OwnForms(address, mock());

		for (String origin : List.of("null", "https://", "http://portal.test", "https://portal.test:8443")) {
			MockHttpServletRequest request = new MockHttpServletRequest("POST", "/sign-in");
			request.addHeader("Host", "portal.test");
			request.addHeader("Origin", origin);

			assertThat(forms.resolveCsrfTokenValue(request, new DefaultCsrfToken("X-CSRF", "_csrf", "token"))).isNull();
		}

		assertThat(output.getOut().lines().filter((line) -> line.contains("A form from"))).singleElement()
			.asString()
			.endsWith("A form from pages at http://portal.test was refused, because the portal's address is"
					+ " https://portal.test. If people use http://portal.test, set secondstep.base-url to it");
	}

}
