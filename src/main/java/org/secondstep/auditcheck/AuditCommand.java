package org.secondstep.auditcheck;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditEntry;
import org.secondstep.audit.AuditLine;
import org.secondstep.audit.StoredEntry;
import org.secondstep.console.ConsoleCommand;
import tools.jackson.core.JacksonException;

/**
 * The command <code>audit verify</code>: prints how each chain is, changes nothing and
 * starts no portal.
 */
public final class AuditCommand {

	private static final int WHOLE = 0;

	private static final int BROKEN = 1;

	private static final int UNREADABLE = 2;

	private static final String USAGE = """
			[--export=FILE] [--anchors=FILE]
			Says whether every audit entry is as it was written. Exit status: 0 if so, 1 if not, 2 if that can't be told.
			--export   checks a file that was downloaded as JSON Lines; without it the database is checked
			--anchors  also compares with the lines "Audit anchor ..." of this file, such as the portal's log
			""";

	private final PrintStream out;

	private final AuditVerification verification = new AuditVerification();

	private AuditCommand(PrintStream out) {
		this.out = out;
	}

	public static ConsoleCommand command() {
		return new ConsoleCommand(List.of("audit", "verify"), List.of(), USAGE,
				(out, operands, arguments) -> run(out, arguments));
	}

	/**
	 * @param arguments as of the program
	 * @return the exit status of the program
	 */
	public static int run(PrintStream out, String... arguments) {
		try {
			return new AuditCommand(out).verify(option(arguments, "--export="), option(arguments, "--anchors="),
					arguments);
		}
		catch (UnreadableException | UncheckedIOException | IOException ex) {
			out.println("Not verified: " + ex.getMessage());
			return UNREADABLE;
		}
	}

	private int verify(@Nullable String export, @Nullable String anchors, String[] arguments) throws IOException {
		if (anchors != null) {
			readAnchors(anchors);
		}
		if (export != null) {
			readExport(export);
		}
		else {
			AuditDatabase.read(this.verification, arguments);
		}
		List<ChainReport> reports = this.verification.reports();
		reports.forEach(this::print);
		long broken = reports.stream().filter((report) -> report.flaw() != null).count();
		this.out.println((broken == 0) ? "Whole: every entry is as it was written." : "Broken chains: " + broken);
		return (broken == 0) ? WHOLE : BROKEN;
	}

	private void readAnchors(String file) throws IOException {
		try (Stream<String> lines = Files.lines(existing(file))) {
			List<Anchor> anchors = lines.flatMap((line) -> Anchor.parse(line).stream()).toList();
			if (anchors.isEmpty()) {
				throw new UnreadableException("no anchor stands in " + file);
			}
			anchors.forEach(this.verification::expect);
		}
	}

	private void readExport(String file) throws IOException {
		try (Stream<String> lines = Files.lines(existing(file))) {
			long[] number = { 0 };
			lines.forEachOrdered((line) -> this.verification.accept(parse(file, ++number[0], line)));
		}
	}

	private static StoredEntry parse(String file, long number, String line) {
		try {
			return AuditLine.parse(line);
		}
		catch (JacksonException ex) {
			throw new UnreadableException("line " + number + " of " + file + " is no entry");
		}
	}

	private void print(ChainReport report) {
		this.out.println("Chain " + report.chain() + (report.chain().equals(AuditEntry.NOBODYS) ? " (nobody's)" : "")
				+ ": " + report.entries() + " entries, last " + report.last() + " " + report.hash()
				+ ((report.earlier() > 0) ? ", " + report.earlier() + " from before the chain" : ""));
		if (report.flaw() != null) {
			this.out.println("  " + report.flaw());
		}
	}

	private static Path existing(String file) {
		if (!Files.isReadable(Path.of(file))) {
			throw new UnreadableException("there is no file " + file);
		}
		return Path.of(file);
	}

	private static @Nullable String option(String[] arguments, String name) {
		return Arrays.stream(arguments)
			.filter((each) -> each.startsWith(name))
			.map((each) -> each.substring(name.length()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Why there is nothing to judge.
	 */
	static class UnreadableException extends RuntimeException {

		UnreadableException(String message) {
			super(message);
		}

	}

}
