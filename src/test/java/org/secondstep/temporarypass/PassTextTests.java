package org.secondstep.temporarypass;

import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PassTextTests {

	@Test
	void isReadOutInGroupsOfFourWithoutLookAlikes() {
		SecureRandom random = new SecureRandom();
		Set<String> texts = IntStream.range(0, 1000)
			.mapToObj((i) -> PassText.random(random).groups())
			.collect(Collectors.toSet());

		assertThat(texts).hasSize(1000)
			.allMatch((text) -> text.matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"));
		assertThat(texts).allMatch((text) -> PassText.parse(text).orElseThrow().groups().equals(text));
	}

	@Test
	void hasSixtyBitsAndMore() {
		long signs = IntStream.rangeClosed('0', 'Z')
			.filter((sign) -> PassText.parse(Character.toString(sign).repeat(16))
				.filter((text) -> text.value().charAt(0) == sign)
				.isPresent())
			.count();

		assertThat(16 * Math.log(signs) / Math.log(2)).isGreaterThanOrEqualTo(80);
	}

	@ParameterizedTest
	@ValueSource(strings = { "K70V-31XR-9QAB-CDE8", "k70v-31xr-9qab-cde8", "K70V31XR9QABCDE8", " K70V 31XR 9QAB CDE8 ",
			"K7OV-3IXR-9QAB-CDE8", "k7ou-3lxr-9qab-cde8", "K70V\u201331XR\u00a09QAB\u2014CDE8", "K70V_31XR.9QAB\tCDE8",
			"\u200eK70V-31XR-9QAB-CDE8" })
	void isTheSameHoweverItIsTyped(String typed) {
		assertThat(PassText.parse(typed)).contains(new PassText("K70V31XR9QABCDE8"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "123456", "K70V-31XR-9QAB-CDE", "K70V-31XR-9QAB-CDE89", "K70V-31XR-9QAB-CDE\u00df",
			"K70V-31XR-9QAB-CDE!", "\u0415\u0415\u0415\u0415 31XR 9QAB CDE8" })
	void isNothingElse(String typed) {
		assertThat(PassText.parse(typed)).isEmpty();
		assertThat(PassText.parse("K70V-31XR-9QAB-CDE8" + " ".repeat(100_000))).isEmpty();
	}

	@Test
	void printsNoSecret() {
		assertThat(new PassText("K70V31XR9QABCDE8")).hasToString("redacted");
	}

}
