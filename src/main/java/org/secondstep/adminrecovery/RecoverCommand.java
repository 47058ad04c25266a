package org.secondstep.adminrecovery;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.secondstep.console.ConsoleCommand;
import org.secondstep.secret.SealedNotes;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * The command <code>admin recover ACCOUNT</code>. A running portal answers it; if none
 * does, it opens the portal's database itself.
 */
public final class RecoverCommand {

	private static final String USAGE = """
			Prints an address with which this administrator chooses a new password and sets up a new method.
			It works once, for 15 minutes. All administrators are told by mail. Needs the key ring and the database,
			or a running portal that has them.
			""";

	private static final Duration PATIENCE = Duration.ofSeconds(8);

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Function<String[], ConfigurableApplicationContext> settings;

	private final Function<String[], ConfigurableApplicationContext> portal;

	private RecoverCommand(Function<String[], ConfigurableApplicationContext> settings,
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
		return new ConsoleCommand(List.of("admin", "recover"), List.of("ACCOUNT"), USAGE,
				new RecoverCommand(settings, portal)::run);
	}

	private int run(PrintStream out, List<String> operands, String... arguments) {
		try {
			RecoveryAnswer answer = ask(out, operands.get(0), arguments);
			out.println(answer.granted() ? "Open this address within 15 minutes. It works once:\n" + answer.text()
					: answer.text());
			return answer.exitStatus();
		}
		catch (IllegalArgumentException | UncheckedIOException ex) {
			out.println("Not done: " + ex.getMessage());
			return ConsoleCommand.NOT_DONE;
		}
	}

	private RecoveryAnswer ask(PrintStream out, String account, String... arguments) {
		SealedNotes notes;
		try (ConfigurableApplicationContext context = this.settings.apply(arguments)) {
			notes = SealedNotes.open(context.getEnvironment(), new SecureRandom());
		}
		UUID id = UUID.randomUUID();
		notes.write(id, RecoveryRequests.REQUEST, account);
		Optional<RecoveryAnswer> answer = await(notes, id);
		if (answer.isEmpty() && notes.take(id, RecoveryRequests.REQUEST).isEmpty()) {
			answer = await(notes, id); // taken at the last moment
		}
		return answer.orElseGet(() -> {
			out.println("No running portal answered. Opening its database.");
			return askDatabase(account, arguments);
		});
	}

	private RecoveryAnswer askDatabase(String account, String... arguments) {
		try (ConfigurableApplicationContext context = this.portal.apply(arguments)) {
			return context.getBean(AdministratorRecovery.class).issue(account);
		}
		catch (RuntimeException ex) {
			return RecoveryAnswer.refused("Not done, the portal's database can't be opened: "
					+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
	}

	private static Optional<RecoveryAnswer> await(SealedNotes notes, UUID id) {
		Optional<RecoveryAnswer> answer = Optional.empty();
		for (long pauses = PATIENCE.dividedBy(PAUSE); answer.isEmpty() && pauses > 0; pauses--) {
			pause();
			answer = notes.take(id, RecoveryRequests.ANSWER).map(RecoveryAnswer::parse);
		}
		return answer;
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalArgumentException("interrupted", ex);
		}
	}

}
