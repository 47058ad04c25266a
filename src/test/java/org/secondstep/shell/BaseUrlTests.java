package org.secondstep.shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockServletContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BaseUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://MFA.test:443, https://mfa.test", "http://mfa.test:80/, http://mfa.test",
			"https://mfa.test:80, https://mfa.test:80", "HTTPS://company.test/MFA/, https://company.test/MFA",
			"https://company.test/it/mfa.2, https://company.test/it/mfa.2", "http://[::1]:8080, http://[::1]:8080",
			"' https://mfa.test ', https://mfa.test" })
	void isWrittenInOneWay_K1_3_K1_6(String text, String written) {
		assertThat(BaseUrl.of(text)).hasToString(written);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "mfa.test", "ftp://mfa.test", "https://", "https:///mfa", "https://user@mfa.test",
			"https://mfa.test?x=y", "https://mfa.test/#mfa", "https://mfa.test//mfa", "https://mfa.test/../x",
			"https://mfa.test/a b", "https://mfa.test:port", "https://mfa.test:123456", "https://müller.example" })
	void saysInWordsHowItIsWritten_K1_6(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.of(text))
			.withMessageStartingWith("must be the portal's address, such as https://mfa.company.example")
			.withMessageNotContaining("[^");
	}

	@Test
	void isThisMachineWithTheOpenPortUnlessSet_K1_5() {
		MockServletContext context = new MockServletContext();
		context.setContextPath("/mfa");
		MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8101");

		PortalAddress address = new PortalAddress(new PortalProperties(null, "Issuer"), environment, context);

		assertThat(address.text()).isEqualTo("http://localhost:8101/mfa");
	}

}
