package org.secondstep.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;

/**
 * The file of an embedded database. H2 would make it and its folder readable for
 * everybody on the machine, so both are made before it comes, for their owner only.
 */
final class DatabaseFile {

	private static final Logger log = LoggerFactory.getLogger(DatabaseFile.class);

	/** H2 makes no file then. */
	private static final String ONLY_EXISTING = ";IFEXISTS=TRUE";

	private static final Pattern URL = Pattern.compile("jdbc:h2:file:([^;]+).*");

	private DatabaseFile() {
	}

	/**
	 * @param url address of any database
	 * @return the file in which H2 keeps it, if it is one of those
	 */
	static Optional<Path> of(String url) {
		Matcher parts = URL.matcher(url);
		return parts.matches() ? Optional.of(Path
			.of(parts.group(1).replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home"))) + ".mv.db")
			.toAbsolutePath()) : Optional.empty();
	}

	static void prepare(Path file) {
		try {
			Path folder = Files.createDirectories(file.getParent(), KeyFile.onlyOwner(file, "rwx------"));
			create(file);
			for (Path each : List.of(folder, file)) {
				if (KeyFile.isTooOpen(each)) {
					log.warn("Others may read {}: give the folder mode 700 and the file mode 600", each);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The database file %s can't be made".formatted(file), ex);
		}
	}

	/**
	 * Before anything opens the database.
	 */
	record Preparation(Environment environment) implements BeanFactoryPostProcessor, PriorityOrdered {

		@Override
		public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
			String url = this.environment.getProperty("spring.datasource.url", "");
			if (!url.contains(ONLY_EXISTING)) {
				of(url).ifPresent(DatabaseFile::prepare);
			}
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	private static void create(Path file) throws IOException {
		try {
			Files.createFile(file, KeyFile.onlyOwner(file, "rw-------"));
		}
		catch (FileAlreadyExistsException ex) {
			// as at every start but the first
		}
	}

}
