package org.secondstep.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Nearly 50,000 passwords that many people have. Few are long enough to be chosen here,
 * so that what people make of them is looked for too: digits and signs before and after,
 * and letters replaced in the usual ways.
 */
final class CommonPasswords {

	private static final int SHORTEST = 4;

	private static final Map<Character, Character> REPLACED = Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's',
			'7', 't', '@', 'a', '$', 's', '!', 'i');

	private CommonPasswords() {
	}

	/**
	 * @param password in lower case
	 */
	static boolean isBasisOf(String password) {
		String tail = password.replaceFirst("[^\\p{L}]+$", "");
		String head = password.replaceFirst("^[^\\p{L}]+", "");
		String core = tail.replaceFirst("^[^\\p{L}]+", "");
		return Stream.of(password, tail, head, core)
			.flatMap((each) -> Stream.of(each, undone(each)))
			.anyMatch((each) -> each.length() >= SHORTEST && Listed.PASSWORDS.contains(each));
	}

	private static String undone(String password) {
		return password.chars()
			.mapToObj((sign) -> String.valueOf(REPLACED.getOrDefault((char) sign, (char) sign)))
			.collect(Collectors.joining());
	}

	/**
	 * Read when the first password is chosen.
	 */
	private static final class Listed {

		private static final Set<String> PASSWORDS = read();

		private static Set<String> read() {
			try (InputStream packed = CommonPasswords.class.getResourceAsStream("/passwords/common.txt.gz");
					BufferedReader lines = new BufferedReader(
							new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
				return lines.lines().filter((line) -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
