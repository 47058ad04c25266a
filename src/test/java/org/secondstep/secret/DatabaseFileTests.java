package org.secondstep.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(OS.WINDOWS)
@ExtendWith(OutputCaptureExtension.class)
class DatabaseFileTests {

	@TempDir
	Path folder;

	@Test
	void isMadeForItsOwnerOnly_G10(CapturedOutput log) throws IOException {
		Path file = DatabaseFile.of("jdbc:h2:file:" + this.folder.resolve("data/portal") + ";WRITE_DELAY=0")
			.orElseThrow();

		DatabaseFile.prepare(file);
		DatabaseFile.prepare(file);

		assertThat(file).isEqualTo(this.folder.resolve("data/portal.mv.db"));
		assertThat(permissions(file)).isEqualTo("rw-------");
		assertThat(permissions(file.getParent())).isEqualTo("rwx------");
		assertThat(log.getAll()).doesNotContain("Others may read");
	}

	@Test
	void warnsOfWhatOthersMayRead_G10(CapturedOutput log) throws IOException {
		Path file = Files.writeString(this.folder.resolve("portal.mv.db"), "kept");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

		DatabaseFile.prepare(file);

		assertThat(log.getAll()).contains("Others may read " + file)
			.doesNotContain("Others may read " + this.folder + ":");
		assertThat(file).hasContent("kept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:demo", "jdbc:h2:tcp://host/file:x", "jdbc:postgresql://host/db", "" })
	void isNotThereForOtherDatabases(String url) {
		assertThat(DatabaseFile.of(url)).isEmpty();
	}

	private static String permissions(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
