package org.secondstep.otp;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OtpCodeTests {

	@ParameterizedTest
	@ValueSource(strings = { "012345", "012 345", " 012345 ", "0 1 2 3 4 5", "012-345", "01-23-45", "012 - 345",
			"012\u00A0345", "012\u202F345" })
	void readsCodeAsPeopleTypeIt(String typed) {
		assertThat(OtpCode.parse(typed)).hasValue(new OtpCode("012345"));
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", "null", "undefined", "true", "12345", "1234567", "-00001", "-123456", "123456-",
			"123--456", "+123456", "12345a", "1e5000", "123.456", "123\t456", "123456\n", "\u0661\u0662\u0663456",
			"\uFF11\uFF12\uFF13456", "123\u2011456", "123\u200B456" })
	void refusesAnythingElse_C20(String typed) {
		assertThat(OtpCode.parse(typed)).isEmpty();
	}

	@Test
	void refusesAMegabyte_C20() {
		assertThat(OtpCode.parse("123456" + " ".repeat(1_000_000))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12345", "123 456", "1234567", "\u0661\u0662\u0663456", "123456\n" })
	void holdsExactlySixAsciiDigits(String digits) {
		assertThatIllegalArgumentException().isThrownBy(() -> new OtpCode(digits)).withMessage("A code has six digits");
	}

	@Test
	void printsNothing() {
		assertThat(new OtpCode("012345")).hasToString("redacted");
	}

}
