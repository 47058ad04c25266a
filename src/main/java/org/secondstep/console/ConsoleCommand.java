package org.secondstep.console;

import java.io.PrintStream;
import java.util.List;

/**
 * Something that is done by {@code java -jar secondstep.jar WORDS OPERANDS --name=value}
 * instead of starting the portal.
 *
 * @param words that name it
 * @param operands what the usage calls the words that must follow, in capitals
 * @param usage what may follow, and what it does, in lines
 */
public record ConsoleCommand(List<String> words, List<String> operands, String usage, Run run) {

	/** The exit status of a command that did what it was asked. */
	public static final int DONE = 0;

	/** The exit status of a command that could not begin or was refused. */
	public static final int NOT_DONE = 2;

	boolean isNamedBy(List<String> typed) {
		return typed.size() == this.words.size() + this.operands.size()
				&& typed.subList(0, this.words.size()).equals(this.words);
	}

	List<String> operandsIn(List<String> typed) {
		return typed.subList(this.words.size(), typed.size());
	}

	String line() {
		return "  " + String.join(" ", this.words) + " " + String.join(" ", this.operands);
	}

	/**
	 * What a command does.
	 */
	@FunctionalInterface
	public interface Run {

		/**
		 * @param arguments all of the program, for the portal's settings among them
		 * @return the exit status of the program
		 */
		int run(PrintStream out, List<String> operands, String... arguments);

	}

}
