package org.secondstep.restore;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;

import org.secondstep.console.ConsoleCommand;
import org.secondstep.secret.SealedNotes;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * The command <code>restore finish</code>.
 */
public final class RestoreCommand {

	private static final String USAGE = """
			Run this once after a backup of the database was restored, before people use the portal again.
			It ends all sessions and voids passes, links, approvals and whatever else may have been used or taken back
			since the backup. It does all of that or nothing; a second run does no harm.
			""";

	private final Function<String[], ConfigurableApplicationContext> settings;

	private final Function<String[], ConfigurableApplicationContext> portal;

	private RestoreCommand(Function<String[], ConfigurableApplicationContext> settings,
			Function<String[], ConfigurableApplicationContext> portal) {
		this.settings = settings;
		this.portal = portal;
	}

	/**
	 * @param settings reads the settings and starts nothing
	 * @param portal starts a portal that no one can reach
	 */
	public static ConsoleCommand command(Function<String[], ConfigurableApplicationContext> settings,
			Function<String[], ConfigurableApplicationContext> portal) {
		return new ConsoleCommand(List.of("restore", "finish"), List.of(), USAGE,
				new RestoreCommand(settings, portal)::run);
	}

	private int run(PrintStream out, List<String> operands, String... arguments) {
		try (ConfigurableApplicationContext context = this.settings.apply(arguments)) {
			SealedNotes.open(context.getEnvironment(), new SecureRandom());
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			out.println("Not done, nothing was voided: " + ex.getMessage()
					+ ". Run this in the portal's folder, with its settings");
			return ConsoleCommand.NOT_DONE;
		}
		return finish(out, arguments);
	}

	private int finish(PrintStream out, String... arguments) {
		try (ConfigurableApplicationContext context = this.portal.apply(arguments)) {
			RestoreCompletion completion = context.getBean(RestoreCompletion.class);
			completion.finish().forEach((right, count) -> out.println("Voided: " + count + " " + right.words()));
			out.println("All people must sign in again. " + completion.apiTokens()
					+ " API tokens can be used: revoke those again that were revoked since the backup.");
			return ConsoleCommand.DONE;
		}
		catch (RuntimeException ex) {
			out.println("Not done, nothing was voided: " + NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			return ConsoleCommand.NOT_DONE;
		}
	}

}
