package org.secondstep.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	private final List<ConsoleCommand> commands = List.of(
			new ConsoleCommand(List.of("audit", "verify"), List.of(), "[--export=FILE]\n",
					(out, operands, arguments) -> arguments.length),
			new ConsoleCommand(List.of("admin", "recover"), List.of("ACCOUNT"), "Prints an address.\n",
					(out, operands, arguments) -> "ada".equals(operands.get(0)) ? ConsoleCommand.DONE : 7));

	@Test
	void runsTheCommandThatTheWordsName() {
		assertThat(run("audit", "verify", "--export=x")).isEqualTo(3);
		assertThat(run("admin", "recover", "--a=b", "ada")).isZero();
		assertThat(this.printed.toString()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "audit", "audit verfy", "verify", "audit verify now", "admin recover", "admin recover a b" })
	void explainsItselfToWhoeverMistypes(String words) {
		assertThat(run(words.split(" "))).isEqualTo(2);
		assertThat(this.printed.toString()).startsWith("Usage: java -jar secondstep.jar [COMMAND]")
			.contains("  audit verify\n      [--export=FILE]", "  admin recover ACCOUNT\n      Prints an address.");
	}

	@Test
	void leavesOptionsAloneToThePortal() {
		assertThat(Console.isAsked()).isFalse();
		assertThat(Console.isAsked("--server.port=1")).isFalse();
		assertThat(Console.isAsked("audit")).isTrue();
	}

	private int run(String... arguments) {
		return Console.run(new PrintStream(this.printed), this.commands, arguments);
	}

}
