package org.secondstep.passwordhash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Argon2idTests {

	private final Argon2id argon2id = new Argon2id();

	@ParameterizedTest
	@ValueSource(strings = { "a", "Correct-horse-2026!", "pässwörd 🔑" })
	void agreesWithAnotherImplementation(String password) {
		Argon2PasswordEncoder other = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

		String encoded = this.argon2id.encode(password);

		assertThat(encoded).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
		assertThat(other.matches(password, encoded)).isTrue();
		assertThat(this.argon2id.matches(password, other.encode(password))).isTrue();
	}

	@Test
	void leavesNothingOfOnePasswordToTheNext() {
		String first = this.argon2id.encode("first");
		String second = this.argon2id.encode("second");

		assertThat(this.argon2id.matches("first", first)).isTrue();
		assertThat(this.argon2id.matches("second", second)).isTrue();
		assertThat(this.argon2id.matches("second", first)).isFalse();
	}

	@Test
	void takesTheCostFromTheHash() {
		String cheap = new Argon2PasswordEncoder(16, 32, 1, 1024, 1).encode("secret");

		assertThat(this.argon2id.matches("secret", cheap)).isTrue();
		assertThat(this.argon2id.matches("Secret", cheap)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "$2a$10$abcdefghijklmnopqrstuv", "$argon2i$v=19$m=1024,t=1,p=1$YWJj$YWJj" })
	void refusesWhatIsNoHash(String encoded) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.argon2id.matches("secret", encoded))
			.withMessageNotContaining("secret");
	}

}
