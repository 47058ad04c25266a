package org.secondstep.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives every application context of the tests a fresh database: H2 in memory, or one on
 * a real PostgreSQL with <code>-Ppostgres</code>.
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
	 * @return settings of a fresh database
	 */
	public static Map<String, Object> properties() {
		String name = "test_" + UUID.randomUUID().toString().replace("-", "");
		String url = isPostgres() ? Postgres.create(name) : "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
		return Map.of("spring.datasource.url", url, "spring.datasource.username", isPostgres() ? "postgres" : "sa",
				"spring.test.database.replace", "none", "spring.datasource.hikari.maximum-pool-size", "10",
				"secondstep.key-ring", "test:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
	}

	private static final class Postgres {

		private static final EmbeddedPostgres SERVER = start();

		static String create(String name) {
			try (Connection connection = SERVER.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
				return SERVER.getJdbcUrl("postgres", name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
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
