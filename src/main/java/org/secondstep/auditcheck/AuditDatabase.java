package org.secondstep.auditcheck;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.AuditTrail;
import org.secondstep.console.Console;
import org.secondstep.secret.AuditKeyRing;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the database with the portal's settings and nothing of the portal: no pages, no
 * migration. Everything is read in one transaction that sees one moment, so a portal may
 * go on writing meanwhile.
 */
final class AuditDatabase implements AutoCloseable {

	private static final String URL = "spring.datasource.url";

	private final ConfigurableApplicationContext context;

	private AuditDatabase(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static AuditDatabase open(String... arguments) {
		try {
			return new AuditDatabase(open(Connection.class, arguments));
		}
		catch (BeanCreationException ex) {
			throw unreadable(ex.getMostSpecificCause());
		}
	}

	/**
	 * The portal's settings alone.
	 */
	static AuditDatabase leaveShut(String... arguments) {
		return new AuditDatabase(open(Settings.class, arguments));
	}

	AuditKeys keys() {
		try {
			return AuditKeyRing.read(this.context.getEnvironment());
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			throw new AuditCommand.UnreadableException(String.valueOf(ex.getMessage()));
		}
	}

	void read(AuditVerification verification) {
		try {
			DataSource database = this.context.getBean(DataSource.class);
			TransactionTemplate moment = new TransactionTemplate(new JdbcTransactionManager(database));
			moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
			moment.setReadOnly(true);
			moment.executeWithoutResult((status) -> read(verification, AuditTrail.in(database)));
		}
		catch (BeanCreationException | DataAccessException | TransactionException ex) {
			throw unreadable(ex.getMostSpecificCause());
		}
	}

	private static void read(AuditVerification verification, AuditTrail trail) {
		trail.forEachOf(AuditEntry.NOBODYS, verification::accept);
		verification.expectKeyed();
		for (UUID chain : trail.chains()) {
			if (!chain.equals(AuditEntry.NOBODYS)) {
				trail.forEachOf(chain, verification::accept);
			}
		}
		verification.end(trail.heads());
	}

	private static AuditCommand.UnreadableException unreadable(Throwable cause) {
		return new AuditCommand.UnreadableException("the database cannot be read: " + cause.getMessage());
	}

	@Override
	public void close() {
		this.context.close();
	}

	private static ConfigurableApplicationContext open(Class<?> beans, String... arguments) {
		return new SpringApplicationBuilder(beans).web(WebApplicationType.NONE)
			.profiles(Console.PROFILE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties("logging.level.root=warn", "logging.level.com.zaxxer.hikari=off")
			.initializers((context) -> protect(context.getEnvironment()))
			.run(arguments);
	}

	/**
	 * H2 would create a file that is missing, and tidy up one that is there.
	 */
	private static void protect(ConfigurableEnvironment environment) {
		String url = environment.getRequiredProperty(URL);
		if (url.startsWith("jdbc:h2:")) {
			String reading = url.startsWith("jdbc:h2:file:") ? ";ACCESS_MODE_DATA=r" : "";
			environment.getPropertySources()
				.addFirst(new MapPropertySource("read only",
						Map.of(URL, url + ";IFEXISTS=TRUE;TRACE_LEVEL_FILE=0" + reading)));
		}
	}

	/**
	 * All that is needed of Spring Boot.
	 */
	@ImportAutoConfiguration(DataSourceAutoConfiguration.class)
	static class Connection {

	}

	static class Settings {

	}

}
