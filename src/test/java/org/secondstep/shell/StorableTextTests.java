package org.secondstep.shell;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StorableTextTests {

	@Test
	void holdsNothingThatADatabaseRefuses_K2_8() {
		assertThat(StorableText.of("a\u0000b\ud800c\udc00")).isEqualTo("a\u001ab\u001ac\u001a");
	}

	@Test
	void keepsEverythingElse_K2_8() {
		String text = "Łukasz 📱 \u200d علی‌رضا \u0001\ufffd";

		assertThat(StorableText.of(text)).isEqualTo(text);
	}

	@Test
	void cutsNoCharacterInHalf_K2_8() {
		assertThat(StorableText.start("ab📱", 3)).isEqualTo("ab\u001a");
		assertThat(StorableText.start("ab📱", 4)).isEqualTo("ab📱");
		assertThat(StorableText.start("ab", 9)).isEqualTo("ab");
	}

}
