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
import org.secondstep.audit.AuditKeys;
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

	private final AuditVerification verification;

	private AuditCommand(PrintStream out, AuditVerification verification) {
		this.out = out;
		this.verification = verification;
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
		String export = option(arguments, "--export=");
		try (AuditDatabase database = (export != null) ? AuditDatabase.leaveShut(arguments)
				: AuditDatabase.open(arguments)) {
			AuditKeys keys = database.keys();
			AuditCommand command = new AuditCommand(out, new AuditVerification(keys));
			command.readAnchors(option(arguments, "--anchors="));
			if (export != null) {
				command.readExport(export);
			}
			else {
				database.read(command.verification);
			}
			return command.judge(export == null && keys == AuditKeys.NONE);
		}
		catch (UnreadableException | UncheckedIOException | IOException ex) {
			out.println("Not verified: " + ex.getMessage());
			return UNREADABLE;
		}
	}

	/**
	 * @param keyMissing whether every database since there are keys needs one
	 */
	private int judge(boolean keyMissing) {
		List<ChainReport> reports = this.verification.reports();
		reports.forEach(this::print);
		long broken = reports.stream().filter((report) -> report.flaw() != null).count();
		if (this.verification.gone() > 0) {
			this.out.println("An anchor counts more chains: " + this.verification.gone() + " are gone");
		}
		if (broken > 0 || this.verification.gone() > 0) {
			this.out.println("Broken chains: " + Math.max(broken, this.verification.gone()));
			return BROKEN;
		}
		if (keyMissing || reports.stream().anyMatch((report) -> report.unchecked() > 0)) {
			this.out.println("Not verified: an audit key is missing. What can be checked without it is whole;"
					+ " whoever can write to the database may have changed the rest.");
			return UNREADABLE;
		}
		this.out.println("Whole: every entry is as it was written.");
		return WHOLE;
	}

	private void readAnchors(@Nullable String file) throws IOException {
		if (file != null) {
			try (Stream<String> lines = Files.lines(existing(file))) {
				AnchorLog log = new AnchorLog(this.verification);
				lines.forEachOrdered(log::read);
				log.end().ifPresent((fault) -> this.out.println(fault + " in " + file));
			}
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
				+ counted(report.earlier(), "from before the chain") + counted(report.plain(), "from before the key")
				+ counted(report.unchecked(), "hashes not checked, as their key is missing"));
		if (report.flaw() != null) {
			this.out.println("  " + report.flaw());
		}
	}

	private static String counted(long entries, String what) {
		return (entries > 0) ? ", " + entries + " " + what : "";
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
