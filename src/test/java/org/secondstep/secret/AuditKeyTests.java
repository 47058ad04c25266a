package org.secondstep.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.secondstep.audit.AuditKeys;
import org.secondstep.audit.AuditTrail;
import org.secondstep.audit.ChainHead;
import org.secondstep.audit.Chains;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class AuditKeyTests {

	private static final ChainHead END = Chains.head(Chains.write(Chains.NETFLOW, 3));

	private static final String SAME_ID = Chains.SECOND_KEY.replace("second", "first");

	@TempDir
	Path folder;

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void makesAFileForItsOwnerBesideTheKeyRing_K9_4() throws IOException {
		AuditKeys made = open(null, null);

		Path file = this.folder.resolve("secondstep.audit.keys");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(Files.readString(file)).startsWith("first:").doesNotContain(Chains.FIRST_KEY);
		assertThat(made.ids()).containsExactly("first");
		assertThat(open(Chains.FIRST_KEY, null).verify(made(made))).isTrue();
	}

	@Test
	void makesTheSameKeyOnEveryNode_K9_4() throws IOException {
		ChainHead end = made(open(null, null));
		Files.delete(this.folder.resolve("secondstep.audit.keys"));

		assertThat(open(null, null, end).verify(end)).isTrue();
	}

	@Test
	void makesNoKeyWhereAnotherOneIsMissing_K9_4() {
		assertThatIllegalStateException().isThrownBy(() -> open(null, null, END))
			.withMessageContaining("secondstep.audit.keys is missing");
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void refusesKeysWithWhichTheAuditWasNotWritten_K9_4() {
		assertThat(open(null, Chains.FIRST_KEY, END).has("first")).isTrue();
		for (String wrong : List.of(Chains.SECOND_KEY, SAME_ID)) {
			assertThatIllegalStateException().isThrownBy(() -> open(null, wrong, END))
				.withMessageContaining("the keys [first] are missing or other ones");
		}
	}

	@Test
	void goesOnWithANewKeyAndKeepsTheOldOne_K9_4() {
		AuditKeys keys = open(null, Chains.FIRST_KEY + "\n" + Chains.SECOND_KEY, END);

		assertThat(keys.ids()).containsExactlyInAnyOrder("first", "second");
		assertThat(keys.verify(END)).isTrue();
	}

	@Test
	void takesTheOldestLineOfAKeyRingInTheEnvironment_K9_4() {
		ChainHead end = made(open(Chains.FIRST_KEY, null));

		assertThat(open(Chains.FIRST_KEY + "\n" + Chains.SECOND_KEY, null, end).verify(end)).isTrue();
		assertThat(this.folder).isEmptyDirectory();
		assertThatIllegalStateException().isThrownBy(() -> open(Chains.SECOND_KEY, null, end))
			.withMessageContaining("[first] are missing");
	}

	@Test
	void readsWhatThereIsAndMakesNothing_K9_4() throws IOException {
		Path file = this.folder.resolve("other.keys");
		MockEnvironment environment = new MockEnvironment().withProperty("secondstep.audit.key-ring-file",
				file.toString());

		assertThat(AuditKeyRing.read(environment)).isSameAs(AuditKeys.NONE);
		assertThat(file).doesNotExist();
		Files.writeString(file, Chains.FIRST_KEY);
		assertThat(AuditKeyRing.read(environment).verify(END)).isTrue();
		Files.writeString(file, "no key");
		assertThatIllegalArgumentException().isThrownBy(() -> AuditKeyRing.read(environment));
	}

	@Test
	void keepsKeysOutOfTexts_G08() {
		assertThat(open(null, Chains.FIRST_KEY)).hasToString("AuditKeys[first]");
		assertThat(new AuditKeyProperties(null, Chains.FIRST_KEY)).hasToString("redacted");
	}

	private static ChainHead made(AuditKeys keys) {
		return Chains.headBy(keys, Chains.write(Chains.NETFLOW, 3));
	}

	private AuditKeys open(@Nullable String keyRing, @Nullable String auditKeyRing, ChainHead... ends) {
		AuditTrail trail = mock(AuditTrail.class);
		given(trail.heads()).willReturn(List.of(ends));
		return new AuditKeyConfiguration().auditKeys(
				new SecretProperties(this.folder.resolve("secondstep.keys"), keyRing),
				new AuditKeyProperties(null, auditKeyRing),
				KeyRing.parse((keyRing != null) ? keyRing : Chains.FIRST_KEY), trail);
	}

}
