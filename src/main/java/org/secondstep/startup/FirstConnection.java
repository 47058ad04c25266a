package org.secondstep.startup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;

/**
 * Opens the database before anything else does, waits while it cannot be reached, and
 * refuses one in which the portal could not work. Open until the portal's own connections
 * are there, so that an embedded database is opened once.
 */
final class FirstConnection implements BeanFactoryPostProcessor, ApplicationListener<ContextRefreshedEvent> {

	private static final Logger log = LoggerFactory.getLogger(FirstConnection.class);

	/** PostgreSQL starts, stops or is a standby (read only). */
	private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "25006");

	private static final String UNREACHABLE = "08";

	private static final Set<String> REFUSED = Set.of("28000", "28P01");

	/** Of H2: another process has opened the file. */
	private static final String IN_USE = "90020";

	private final Environment environment;

	private final Duration pause;

	private @Nullable Connection connection;

	/**
	 * @param pause between two tries
	 */
	FirstConnection(Environment environment, Duration pause) {
		this.environment = environment;
		this.pause = pause;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		String url = this.environment.getRequiredProperty("spring.datasource.url");
		Duration wait = Binder.get(this.environment)
			.bindOrCreate("secondstep.database", DatabaseProperties.class)
			.longestWait();
		long end = System.nanoTime() + wait.toNanos();
		while (this.connection == null) {
			try {
				this.connection = open(url);
			}
			catch (SQLException ex) {
				if (!isAway(ex) || System.nanoTime() + this.pause.toNanos() > end) {
					throw new UnusableDatabaseException(refusal(place(url), ex, wait), ex);
				}
				log.warn("The database {} is not there yet: {}. Trying again", place(url), oneLine(ex));
				pause();
			}
		}
	}

	private Connection open(String url) throws SQLException {
		try {
			DriverManager.getDriver(url);
		}
		catch (SQLException ex) {
			throw new UnusableDatabaseException(
					"spring.datasource.url is " + place(url) + ": it must begin with jdbc:postgresql: or jdbc:h2:", ex);
		}
		Connection opened = DriverManager.getConnection(url, this.environment.getProperty("spring.datasource.username"),
				this.environment.getProperty("spring.datasource.password"));
		if (opened.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
			check(opened, place(url));
		}
		return opened;
	}

	private static void check(Connection connection, String place) throws SQLException {
		if ("t".equals(ask(connection, "select pg_is_in_recovery()"))) {
			connection.close();
			throw new SQLException("it is a standby that takes no changes", "25006");
		}
		String encoding = ask(connection, "show server_encoding");
		if (!"UTF8".equals(encoding)) {
			connection.close();
			throw new UnusableDatabaseException("The database " + place + " keeps texts as " + encoding
					+ ", in which not every name can be written: make one with encoding UTF8"
					+ " (create database … encoding 'UTF8' template template0)", null);
		}
	}

	private static @Nullable String ask(Connection connection, String question) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery(question)) {
			return answer.next() ? answer.getString(1) : null;
		}
	}

	private static boolean isAway(SQLException failure) {
		String state = (failure.getSQLState() != null) ? failure.getSQLState() : "";
		return state.startsWith(UNREACHABLE) || AWAY.contains(state);
	}

	private static String refusal(String place, SQLException failure, Duration wait) {
		String state = (failure.getSQLState() != null) ? failure.getSQLState() : "";
		String why = oneLine(failure);
		if (isAway(failure)) {
			return "The database " + place + " was not there for " + wait.toSeconds() + " seconds (" + why
					+ "): start it, or correct spring.datasource.url";
		}
		if (REFUSED.contains(state)) {
			return "The database %s lets nobody in with spring.datasource.username and spring.datasource.password (%s)"
				.formatted(place, why);
		}
		return IN_USE.equals(state)
				? "The database %s is used by another program: stop that one first (%s)".formatted(place, why)
				: "The database %s cannot be opened: %s".formatted(place, why);
	}

	/**
	 * @return the address without options, among which a password may be
	 */
	private static String place(String url) {
		return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
	}

	private static String oneLine(SQLException failure) {
		return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
	}

	private void pause() {
		try {
			Thread.sleep(this.pause.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The start was interrupted while it waited for the database", ex);
		}
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		try {
			if (this.connection != null) {
				this.connection.close();
			}
		}
		catch (SQLException ex) {
			log.debug("The first connection was closed by the database", ex);
		}
	}

}
