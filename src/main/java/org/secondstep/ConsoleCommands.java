package org.secondstep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.secondstep.adminrecovery.RecoverCommand;
import org.secondstep.auditcheck.AuditCommand;
import org.secondstep.console.Console;
import org.secondstep.console.ConsoleCommand;
import org.secondstep.restore.RestoreCommand;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * All commands of the console, and what they run in.
 */
final class ConsoleCommands {

	private static final Map<String, Object> UNREACHABLE = Map.of("server.port", "0", "server.address", "127.0.0.1",
			"secondstep.jobs.run", "false");

	private static final String DATABASE = "spring.datasource.url";

	private static final String BASE_URL = "secondstep.base-url";

	private ConsoleCommands() {
	}

	static List<ConsoleCommand> all() {
		return List.of(AuditCommand.command(),
				RecoverCommand.command(ConsoleCommands::settings, ConsoleCommands::portal),
				RestoreCommand.command(ConsoleCommands::settings, ConsoleCommands::portal));
	}

	/**
	 * The portal's settings and nothing of the portal.
	 */
	private static ConfigurableApplicationContext settings(String... arguments) {
		return quiet(Settings.class).web(WebApplicationType.NONE).run(arguments);
	}

	/**
	 * A portal that does nothing by itself, on a port that only this machine reaches and
	 * nobody knows. It makes no database, other than H2 would. Its links lead to the port
	 * of the settings.
	 */
	private static ConfigurableApplicationContext portal(String... arguments) {
		return quiet(SecondStep.class).initializers((context) -> hide(context.getEnvironment())).run(arguments);
	}

	private static void hide(ConfigurableEnvironment environment) {
		Map<String, Object> hidden = new HashMap<>(UNREACHABLE);
		if (!environment.containsProperty(BASE_URL)) {
			hidden.put(BASE_URL, "http://localhost:" + environment.getProperty("server.port", "8080")
					+ environment.getProperty("server.servlet.context-path", ""));
		}
		String database = environment.getRequiredProperty(DATABASE);
		if (database.startsWith("jdbc:h2:")) {
			hidden.put(DATABASE, database + ";IFEXISTS=TRUE");
		}
		environment.getPropertySources().addFirst(new MapPropertySource("unreachable", hidden));
	}

	private static SpringApplicationBuilder quiet(Class<?> source) {
		return new SpringApplicationBuilder(source).bannerMode(Banner.Mode.OFF)
			.profiles(Console.PROFILE)
			.logStartupInfo(false)
			.properties("logging.level.root=warn", "logging.level.org.springframework.boot.SpringApplication=off",
					"logging.level.org.springframework.boot.diagnostics=off");
	}

	/**
	 * No bean is needed to read settings.
	 */
	static class Settings {

	}

}
