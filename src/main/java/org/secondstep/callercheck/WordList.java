package org.secondstep.callercheck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The words that people read to each other: 2048 in each language (11 bits), none of
 * which looks or sounds like another.
 */
@Component
class WordList {

	static final String OTHERWISE = "en";

	private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]");

	private final Map<String, List<String>> words = Stream.of(OTHERWISE, "nl", "fr", "de")
		.collect(Collectors.toMap(Function.identity(), WordList::read));

	private final SecureRandom random;

	WordList(SecureRandom random) {
		this.random = random;
	}

	/**
	 * @param language of the caller, if one was chosen
	 */
	Words draw(@Nullable String language) {
		String known = (language != null && this.words.containsKey(language)) ? language : OTHERWISE;
		List<String> list = of(known);
		int first = this.random.nextInt(list.size());
		int second = (first + 1 + this.random.nextInt(list.size() - 1)) % list.size();
		return new Words(known, list.get(first), list.get(second));
	}

	List<String> of(String language) {
		return Objects.requireNonNull(this.words.get(language));
	}

	/**
	 * @return the word in small letters, without accents, blanks and whatever else a
	 * keyboard adds
	 */
	static String fold(String typed) {
		String plain = Normalizer.normalize(typed, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
		return NO_LETTERS.matcher(plain).replaceAll("");
	}

	private static List<String> read(String language) {
		try (InputStream file = Objects
			.requireNonNull(WordList.class.getResourceAsStream("/words/" + language + ".txt"))) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
