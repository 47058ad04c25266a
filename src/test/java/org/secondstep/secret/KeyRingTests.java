package org.secondstep.secret;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyRingTests {

	private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=";

	private final SecureRandom random = new SecureRandom();

	@TempDir
	private Path directory;

	@Test
	void takesTheLastKeyAsCurrent() {
		KeyRing ring = KeyRing
			.parse("# keys of 2026\r\n\r\n0a1b2c3d:" + KEY + "\r\n  summer-26:" + KEY + "  \n\n# end");

		assertThat(ring.ids()).containsExactly("0a1b2c3d", "summer-26");
		assertThat(ring.currentId()).isEqualTo("summer-26");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hunter2", ":AAAA", "a:", "a:AAAA", "A:@", "a.b:@", "a b:@", "ü:@", "a: @", "a:@ # note",
			"a:@@", "a:!@", "abcdefghijklmnopqrstuvwxyz-0123456:@" })
	void namesTheMalformedLineButNotItsContent(String line) {
		String text = "# comment\n\nfine:" + KEY + "\n" + line.replace("@", KEY);

		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.parse(text))
			.withMessage("The key ring can't be used: line 4 is not id:base64 of 32 bytes")
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
			"QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=", "AQIDBAECAwQBAgMEAQIDBAECAwQBAgMEAQIDBAECAwQ=" })
	void refusesAKeyThatIsNotRandom_K5_7(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.parse("fine:" + KEY + "\nweak:" + key))
			.withMessage(
					"The key ring can't be used: line 2 has no random key; make one with: openssl rand -base64 32");
	}

	@Test
	void refusesAnIdTwice() {
		String text = "a:" + KEY + "\nb:" + KEY + "\na:" + KEY;

		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.parse(text))
			.withMessage("The key ring can't be used: line 3 repeats an id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "# only a comment" })
	void refusesARingWithoutKey(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.parse(text))
			.withMessage("The key ring can't be used: it has no key");
	}

	@Test
	void makesAKeyFileForItsOwnerOnly_G10() throws Exception {
		Path file = this.directory.resolve("data/keys");

		KeyRing made = KeyRing.openOrCreate(file, this.random);

		assertThat(made.currentId()).matches("[0-9a-f]{8}");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		assertThat(KeyRing.isTooOpen(file)).isFalse();
		assertThat(files(file.getParent())).containsExactly(file);
		assertThat(KeyRing.openOrCreate(file, this.random).ids()).isEqualTo(made.ids());
	}

	@Test
	void makesAnotherKeyEachTime_G09() {
		String sealed = new Sealer(fresh("one"), this.random).keyedHash("value", "purpose");
		String other = new Sealer(fresh("two"), this.random).keyedHash("value", "purpose");

		assertThat(sealed.split("\\.")).doesNotContainAnyElementsOf(List.of(other.split("\\.")));
	}

	@ParameterizedTest
	@CsvSource({ "rw-------, false", "r--------, false", "rwx--x--x, false", "rw-r-----, true", "rw----r--, true",
			"rw--w----, true", "rw-----w-, true", "rw-rw-rw-, true" })
	void noticesThatOthersCanReadTheFile_G10(String permissions, boolean tooOpen) throws Exception {
		Path file = Files.createFile(this.directory.resolve("keys"));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

		assertThat(KeyRing.isTooOpen(file)).isEqualTo(tooOpen);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "broken" })
	void neverReplacesAFileThatItCannotUse(String content) throws Exception {
		Path file = Files.writeString(this.directory.resolve("keys"), content);

		assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.openOrCreate(file, this.random));

		assertThat(file).hasContent(content);
	}

	@Test
	void refusesALinkThatLeadsNowhere() throws Exception {
		Path file = this.directory.resolve("keys");
		Files.createSymbolicLink(file, this.directory.resolve("unmounted"));

		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> KeyRing.openOrCreate(file, this.random))
			.withMessageContaining(file.toString());
		assertThat(files(this.directory)).containsExactly(file);
	}

	@Test
	void givesAllStartersTheSameKey() throws Exception {
		ExecutorService starters = Executors.newFixedThreadPool(8);
		try {
			for (int round = 0; round < 20; round++) {
				Path file = this.directory.resolve("round-" + round);
				Callable<String> start = () -> new Sealer(KeyRing.openOrCreate(file, this.random), this.random)
					.keyedHash("value", "purpose");

				List<Future<String>> hashes = starters.invokeAll(Collections.nCopies(8, start));

				assertThat(hashes).extracting(Future::get).containsOnly(start.call());
			}
		}
		finally {
			starters.shutdownNow();
		}
	}

	// A ZIP file system knows neither permissions nor links.
	@Test
	void makesAKeyFileWithoutPermissionsToo() throws Exception {
		URI zip = URI.create("jar:" + this.directory.resolve("keys.zip").toUri());
		try (FileSystem fileSystem = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
			Path file = fileSystem.getPath("data", "keys");

			KeyRing made = KeyRing.openOrCreate(file, this.random);

			assertThat(KeyRing.openOrCreate(file, this.random).ids()).isEqualTo(made.ids());
			assertThat(KeyRing.isTooOpen(file)).isFalse();
			assertThat(files(file.toAbsolutePath().getParent())).hasSize(1);
		}
	}

	@Test
	void printsIdsOnly() {
		assertThat(KeyRing.parse("a:" + KEY + "\nb:" + KEY)).hasToString("KeyRing[a, b]");
	}

	private KeyRing fresh(String name) {
		return KeyRing.openOrCreate(this.directory.resolve(name), this.random);
	}

	private static List<Path> files(Path directory) throws Exception {
		try (Stream<Path> files = Files.list(directory)) {
			return files.toList();
		}
	}

}
