package org.secondstep.support;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names of buttons and headings in one language.
 */
public final class Words {

	private static final Properties ENGLISH = read("");

	private final String language;

	private final Properties texts;

	private Words(String language) {
		this.language = language;
		this.texts = "en".equals(language) ? ENGLISH : read("_" + language);
	}

	public static Words of(String language) {
		return new Words(language);
	}

	public String language() {
		return this.language;
	}

	/**
	 * @param english the name on which the outside relies
	 * @param key where the languages keep it
	 */
	public String of(String english, String key) {
		assertThat(ENGLISH.getProperty(key)).as(key).isEqualTo(english);
		return this.texts.getProperty(key);
	}

	public String text(String key, Object... arguments) {
		return MessageFormat.format(this.texts.getProperty(key), arguments);
	}

	private static Properties read(String suffix) {
		Properties texts = new Properties();
		try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/messages" + suffix + ".properties"))) {
			texts.load(reader);
			return texts;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
