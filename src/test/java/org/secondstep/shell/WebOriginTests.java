package org.secondstep.shell;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebOriginTests {

	@ParameterizedTest
	@CsvSource({ "https://MFA.test:443, https://mfa.test", "http://mfa.test:80, http://mfa.test",
			"https://mfa.test:65535, https://mfa.test:65535" })
	void writesAnOriginAsBrowsersDo_K1_3(String text, String origin) {
		assertThat(WebOrigin.parse(text)).get().hasToString(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://mfa.test:0", "https://mfa.test:65536", "https://mfa.test:99999", "mfa.test", "" })
	void isNoneWithoutASchemeOrWithAPortThatDoesNotExist_K1_3(String text) {
		assertThat(WebOrigin.parse(text)).isEmpty();
	}

}
