package org.secondstep.status;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.secondstep.account.AccountProfile;
import org.secondstep.shell.StorableText;

/**
 * Text as it is searched: without accents, in lower case, letters that have no accent to
 * lose written as people type them ("Maës" is found by "maes", "Øster" by "oster").
 */
final class SearchText {

	private static final int LONGEST = 100;

	/** Keeps the index that is searched within what PostgreSQL allows. */
	private static final int LONGEST_NAME = 200;

	private static final int MOST_WORDS = 6;

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern UNSEARCHABLE = Pattern.compile("[\\p{C}]");

	private SearchText() {
	}

	static String of(AccountProfile account) {
		String others = Stream
			.of(account.username(), account.email(), account.caseReference(), account.caseReference().replace("-", ""))
			.distinct()
			.collect(Collectors.joining(" "));
		return ofName(account.displayName()) + " " + fold(others);
	}

	static String ofName(String displayName) {
		String folded = fold(displayName);
		return StorableText.start(folded, LONGEST_NAME);
	}

	static String fold(String text) {
		String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		return plain.toLowerCase(Locale.ROOT)
			.replace("ß", "ss")
			.replace("æ", "ae")
			.replace("œ", "oe")
			.replace("ø", "o")
			.replace("ł", "l")
			.replace("đ", "d")
			.replace("ı", "i");
	}

	/**
	 * @param typed whatever stands in the search box
	 * @return a LIKE pattern (escape character "!") for each word; all must be found
	 */
	static List<String> patterns(String typed) {
		String folded = fold(UNSEARCHABLE.matcher(StorableText.start(typed, LONGEST)).replaceAll(" "));
		return Arrays.stream(folded.strip().split("\\s+"))
			.filter((word) -> !word.isEmpty())
			.limit(MOST_WORDS)
			.map((word) -> "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
			.toList();
	}

}
