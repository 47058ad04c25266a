package org.secondstep.callercheck;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordListTests {

	private final WordList words = new WordList(new SecureRandom());

	@ParameterizedTest
	@ValueSource(strings = { "en", "nl", "fr", "de" })
	void holdsElevenBitsOfWordsThatNobodyMixesUp(String language) {
		List<String> folded = this.words.of(language).stream().map(WordList::fold).toList();

		assertThat(folded).hasSize(2048).doesNotHaveDuplicates().allMatch((word) -> word.matches("[a-z]{4,9}"));
		assertThat(folded.stream().map((word) -> word.substring(0, 4))).doesNotHaveDuplicates();
		Set<String> all = new HashSet<>(folded);
		assertThat(folded).allMatch((word) -> Collections.disjoint(nearby(word), all));
	}

	@Test
	void drawsTwoDifferentWordsOfTheCallersLanguage() {
		for (int i = 0; i < 500; i++) {
			Words drawn = this.words.draw("nl");

			assertThat(drawn.caller()).isNotEqualTo(drawn.staff());
			assertThat(this.words.of("nl")).contains(drawn.caller(), drawn.staff());
		}
		assertThat(this.words.draw(null).language()).isEqualTo("en");
		assertThat(this.words.draw("xx").language()).isEqualTo("en");
	}

	@Test
	void takesAWordHoweverItIsTyped() {
		Words drawn = new Words("fr", "épargne", "brochure");

		assertThat(drawn.heard(Side.STAFF, " Epargne. ")).isTrue();
		assertThat(drawn.heard(Side.STAFF, "ÉPARGNE")).isTrue();
		assertThat(drawn.heard(Side.CALLER, "Brochure")).isTrue();
		assertThat(drawn.heard(Side.STAFF, "brochure")).isFalse();
		assertThat(drawn.heard(Side.CALLER, "")).isFalse();
		assertThat(drawn).hasToString("redacted");
	}

	/**
	 * @return what one slip makes of a word: a letter lost, changed, or swapped with the
	 * next one
	 */
	private static Set<String> nearby(String word) {
		Set<String> slips = new HashSet<>();
		for (int i = 0; i < word.length(); i++) {
			slips.add(word.substring(0, i) + word.substring(i + 1));
			for (char letter = 'a'; letter <= 'z'; letter++) {
				slips.add(word.substring(0, i) + letter + word.substring(i + 1));
			}
			if (i + 1 < word.length()) {
				slips.add(word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2));
			}
		}
		slips.remove(word);
		return slips;
	}

}
