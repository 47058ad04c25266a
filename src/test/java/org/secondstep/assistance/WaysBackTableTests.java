package org.secondstep.assistance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table "Who can be let in again, and by whom" in docs/helpdesk.md.
 */
class WaysBackTableTests {

	private static final Pattern TEST = Pattern.compile("\\| `(\\w+Tests)\\.(\\w+)` \\|$");

	@Test
	void namesATestThatExistsInEveryRow_K7_1() throws IOException {
		String page = Files.readString(Path.of("docs/helpdesk.md"));
		String section = page.substring(page.indexOf("## Who can be let in again"), page.indexOf("## When it takes"));
		List<String> rows = section.lines().filter((line) -> line.startsWith("| ")).skip(1).toList();

		assertThat(rows).hasSizeGreaterThan(10).allMatch((row) -> TEST.matcher(row).results().anyMatch(this::exists));
	}

	private boolean exists(MatchResult test) {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			return files.filter((file) -> file.endsWith(test.group(1) + ".java"))
				.anyMatch((file) -> contains(file, "void " + test.group(2) + "("));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean contains(Path file, String text) {
		try {
			return Files.readString(file).contains(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
