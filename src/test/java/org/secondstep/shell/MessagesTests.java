package org.secondstep.shell;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.audit.AuditAction;

import static org.assertj.core.api.Assertions.assertThat;

class MessagesTests {

	private static final Path RESOURCES = Path.of("src/main/resources");

	private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

	@ParameterizedTest
	@ValueSource(strings = { "nl", "fr", "de" })
	void keepsTheLanguagesInStep(String language) throws IOException {
		Properties english = read("messages.properties");
		Properties other = read("messages_" + language + ".properties");

		assertThat(other.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
		for (String key : english.stringPropertyNames()) {
			assertThat(arguments(other.getProperty(key))).as(key).isEqualTo(arguments(english.getProperty(key)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "messages", "messages_nl", "messages_fr", "messages_de" })
	void canFormatEveryTextWithArguments(String bundle) throws IOException {
		Properties texts = read(bundle + ".properties");

		for (String key : texts.stringPropertyNames()) {
			String text = texts.getProperty(key);
			if (!arguments(text).isEmpty()) {
				assertThat(text).as(key).doesNotContain("'");
				assertThat(MessageFormat.format(text, 2, 3, "c", "d")).as(key).doesNotContain("{");
			}
		}
	}

	@Test
	void hasWordsForEverythingThatIsRemembered() throws IOException {
		Properties english = read("messages.properties");

		assertThat(Arrays.stream(AuditAction.values()).map((action) -> "event." + action))
			.allMatch(english::containsKey);
	}

	@Test
	void hasWordsForEveryReasonAndLanguage() throws IOException {
		Properties english = read("messages.properties");

		assertThat(english.stringPropertyNames()).filteredOn((key) -> key.startsWith("authenticator.wrong."))
			.map((key) -> key.replace("authenticator.wrong.", "event.detail."))
			.filteredOn((key) -> !key.endsWith(".malformed"))
			.allMatch(english::containsKey);
		assertThat(Languages.ALL).map((language) -> "event.detail." + language.getLanguage())
			.allMatch(english::containsKey);
	}

	private static TreeSet<String> arguments(String text) {
		return ARGUMENT.matcher(text)
			.results()
			.map((argument) -> argument.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Properties read(String file) throws IOException {
		Properties texts = new Properties();
		try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
			texts.load(reader);
		}
		return texts;
	}

}
