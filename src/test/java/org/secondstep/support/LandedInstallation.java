package org.secondstep.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.ZipInputStream;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * A copy of the installation of an earlier version that is kept below
 * <code>src/test/resources/landed</code>.
 */
public final class LandedInstallation {

	private static final String NAME = "secondstep";

	private final Path folder;

	private final Properties known;

	private final String url;

	private LandedInstallation(Path folder, Properties known) {
		this.folder = folder;
		this.known = known;
		this.url = TestDatabase.isPostgres() ? LandedRows.copy(url(folder)) : url(folder);
	}

	/**
	 * Copies database file, key ring and anchors.
	 * @param folder which exists
	 */
	public static LandedInstallation copyTo(Path folder) {
		try (ZipInputStream database = new ZipInputStream(resource("database.zip").getInputStream());
				InputStream keys = resource(NAME + ".keys").getInputStream();
				InputStream anchors = resource("anchors.txt").getInputStream()) {
			database.getNextEntry();
			Files.copy(database, folder.resolve(NAME + ".mv.db"));
			Files.copy(keys, folder.resolve(NAME + ".keys"));
			Files.copy(anchors, folder.resolve("anchors.txt"));
			return new LandedInstallation(folder, PropertiesLoaderUtils.loadProperties(resource("known.properties")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * @return address of the copy, or of a PostgreSQL database with the same rows
	 */
	public String url() {
		return this.url;
	}

	/**
	 * @param folder with a copy of the database
	 */
	public static String url(Path folder) {
		return "jdbc:h2:file:" + folder.resolve(NAME);
	}

	public Path keyRing() {
		return this.folder.resolve(NAME + ".keys");
	}

	public Path anchors() {
		return this.folder.resolve("anchors.txt");
	}

	/**
	 * @param name of a password, secret or token that its people know
	 */
	public String known(String name) {
		return this.known.getProperty(name);
	}

	private static ClassPathResource resource(String name) {
		return new ClassPathResource("landed/" + name);
	}

}
