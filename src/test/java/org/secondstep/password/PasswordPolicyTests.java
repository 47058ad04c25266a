package org.secondstep.password;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordPolicyTests {

	private final PasswordPolicy policy = new PasswordPolicy("emma.peeters@netflow.example", "Net Flow");

	@ParameterizedTest
	@ValueSource(strings = { "Correct-horse-2026!", "Demo-2fa-portal!", "vier groene olifanten", "žluťoučký kůň",
			"8f3kq0zt7w1x", "🐘🦒🐊🦜🐢🦓🦔🐙🦀🐝🦉🦩", "the cat sat on my hat" })
	void takesWhatIsHardToGuess(String password) {
		assertThat(this.policy.objection(password)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "elf tekens:, TOO_SHORT", "'', TOO_SHORT", "🐘🦒🐊🦜🐢🦓🦔🐙🦀🐝🦉, TOO_SHORT",
			"qwertyuiop12, PATTERN", "aaaaaaaaaaaa, PATTERN", "abcabcabcabc, PATTERN", "grove7Xgrove7X, PATTERN",
			"123456789012, PATTERN", "abcdefghijkl, PATTERN", "lkjhgfdsapoi, PATTERN", "azertyuiopqs, PATTERN",
			"Sunshine2026!!, COMMON", "p@ssw0rd20261, COMMON", "!!!Football!!!, COMMON", "Unbelievable, COMMON",
			"1QAZ2WSX3EDC, COMMON", "$unshine-12345, COMMON", "my emma.peeters!, NAME", "EmmaPeeters-77, NAME",
			"i-love-netflow, NAME", "at net flow 22, NAME" })
	void saysWhyItRefuses(String password, PasswordObjection why) {
		assertThat(this.policy.objection(password)).contains(why);
	}

	@Test
	void countsCodePointsAsPeopleDo() {
		String longest = "ab9-".repeat(63) + "xyzw";

		assertThat(List.of(this.policy.objection(longest.replace("ab9-ab9-", "ab9-c7d!")),
				this.policy.objection("🐘x".repeat(127) + "ab")))
			.allMatch((objection) -> objection.filter(PasswordObjection.TOO_LONG::equals).isEmpty());
		assertThat(this.policy.objection(longest + "!")).contains(PasswordObjection.TOO_LONG);
	}

}
