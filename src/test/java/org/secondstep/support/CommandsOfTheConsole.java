package org.secondstep.support;

import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * For classes that run commands of the console, which make the log of the whole Java
 * machine quiet. Other classes read that log. Use with {@link ExtendWith}.
 */
public final class CommandsOfTheConsole implements AfterAllCallback {

	private static final List<String> QUIET = List.of("org.secondstep.startup", "org.springframework.boot.diagnostics",
			"org.springframework.boot.SpringApplication");

	@Override
	public void afterAll(ExtensionContext context) {
		LoggingSystem logs = LoggingSystem.get(getClass().getClassLoader());
		logs.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		QUIET.forEach((name) -> logs.setLogLevel(name, null));
	}

}
