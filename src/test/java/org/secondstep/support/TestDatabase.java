package org.secondstep.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives every application context of the tests a fresh database: H2 in memory, or, with
 * <code>-Ppostgres</code>, a copy of a migrated template on a real PostgreSQL.
 */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (!context.getEnvironment().getProperty("secondstep.test.own-database", Boolean.class, false)) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test database", properties()));
		}
	}

	public static boolean isPostgres() {
		return "postgres".equals(System.getProperty("secondstep.test.database"));
	}

	/**
	 * @return a new, migrated PostgreSQL database, as an address that names its user
	 */
	public static String createPostgres() {
		return Postgres.create();
	}

	/**
	 * @return a new database in which nothing is
	 */
	public static String createEmpty() {
		return isPostgres() ? Postgres.SERVER.getJdbcUrl(Postgres.USER, Postgres.create("template0"))
				: "jdbc:h2:mem:test_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
	}

	/**
	 * @return settings of a fresh database
	 */
	public static Map<String, Object> properties() {
		String url = isPostgres() ? Postgres.create() : "jdbc:h2:mem:test_" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
		return Map.of("spring.datasource.url", url, "spring.datasource.username", isPostgres() ? Postgres.USER : "sa",
				"spring.test.database.replace", "none", "spring.datasource.hikari.maximum-pool-size", "10",
				"secondstep.jobs.run", "false", "secondstep.key-ring",
				"test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
	}

	private static final class Postgres {

		static final String USER = "postgres";

		private static final EmbeddedPostgres SERVER = start();

		/** Migrated once; every other database is a copy of it. */
		private static final String TEMPLATE = migrate(create("template0"));

		static String create() {
			return SERVER.getJdbcUrl(USER, create(TEMPLATE));
		}

		private static String create(String template) {
			String name = "test_" + UUID.randomUUID().toString().replace("-", "");
			try (Connection connection = SERVER.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create database %s template %s".formatted(name, template));
				return name;
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static String migrate(String name) {
			Flyway.configure().dataSource(SERVER.getJdbcUrl(USER, name), USER, "").load().migrate();
			return name;
		}

		/**
		 * It ends after the portals, which write something when they stop.
		 */
		private static EmbeddedPostgres start() {
			try {
				EmbeddedPostgres server = EmbeddedPostgres.builder()
					.setServerConfig("max_connections", "300")
					.setRegisterShutdownHook(false)
					.start();
				SpringApplication.getShutdownHandlers().add(() -> end(server));
				return server;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private static void end(EmbeddedPostgres server) {
			try {
				server.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
