package org.secondstep.console;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the command that the first words of the arguments name.
 */
public final class Console {

	/** Active where a command opens the portal: no jobs, no mails, no log. */
	public static final String PROFILE = "console";

	private Console() {
	}

	/**
	 * @return whether a command is asked for, and not the portal itself
	 */
	public static boolean isAsked(String... arguments) {
		return arguments.length > 0 && !arguments[0].startsWith("-");
	}

	/**
	 * @return the exit status of the program
	 */
	public static int run(PrintStream out, List<ConsoleCommand> commands, String... arguments) {
		List<String> typed = Arrays.stream(arguments).filter((each) -> !each.startsWith("--")).toList();
		return commands.stream()
			.filter((command) -> command.isNamedBy(typed))
			.findFirst()
			.map((command) -> command.run().run(out, command.operandsIn(typed), arguments))
			.orElseGet(() -> explain(out, commands));
	}

	private static int explain(PrintStream out, List<ConsoleCommand> commands) {
		out.println("Usage: java -jar secondstep.jar [COMMAND] [--name=value ...]");
		out.println("Without a command the portal starts. Every command takes the portal's settings. Commands:");
		commands.forEach((command) -> {
			out.println(command.line().stripTrailing());
			command.usage().lines().forEach((line) -> out.println("      " + line));
		});
		return ConsoleCommand.NOT_DONE;
	}

}
