package org.secondstep.signin;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
