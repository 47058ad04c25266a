package org.secondstep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of <code>docs/security.md</code>: each promise stands there once and names
 * tests that exist. A name without a class belongs to the class before it, and
 * <code>…_A01</code> to any test that ends so.
 */
class PromisesTests {

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

	private static final Pattern NAMED = Pattern.compile("([A-Z]\\w*Tests)?\\.?(…?)(\\w*)");

	@Test
	void standThereOnce() throws IOException {
		assertThat(rows()).extracting((cells) -> cells[0]).hasSizeGreaterThan(100).doesNotHaveDuplicates();
	}

	@Test
	void nameTestsThatExist() throws IOException {
		Map<String, String> tests = tests();

		assertThat(rows()).allSatisfy((cells) -> {
			List<String> names = QUOTED.matcher(cells[2]).results().map((found) -> found.group(1)).toList();
			assertThat(names).as("tests of: " + cells[0]).isNotEmpty();
			assertThat(missing(names, tests)).as("unknown tests of: " + cells[0]).isEmpty();
		});
	}

	private static List<String> missing(List<String> names, Map<String, String> tests) {
		List<String> missing = new ArrayList<>();
		String type = "";
		for (String name : names) {
			Matcher parts = NAMED.matcher(name);
			boolean shaped = parts.matches();
			type = (shaped && parts.group(1) != null) ? parts.group(1) : type;
			if (!shaped || !exists(tests.getOrDefault(type, ""), parts.group(2), parts.group(3))) {
				missing.add(name);
			}
		}
		return missing;
	}

	private static boolean exists(String test, String open, String name) {
		String method = open.isEmpty() ? name + "\\(" : "\\w*" + name + "(_\\w+)?\\(";
		return name.isEmpty() ? !test.isEmpty() : Pattern.compile("void " + method).matcher(test).find();
	}

	/**
	 * @return promise, how and tests of each row
	 */
	private static List<String[]> rows() throws IOException {
		return Files.readAllLines(Path.of("docs/security.md"))
			.stream()
			.takeWhile((line) -> !line.startsWith("## "))
			.filter((line) -> line.startsWith("| "))
			.skip(1)
			.map((line) -> Arrays.stream(line.substring(1, line.length() - 1).split("(?<=[ ])\\|(?=[ ])"))
				.map(String::strip)
				.toArray(String[]::new))
			.toList();
	}

	/**
	 * @return source text by class
	 */
	private static Map<String, String> tests() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			return files.filter((file) -> file.toString().endsWith("Tests.java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""),
						PromisesTests::text, String::concat));
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
