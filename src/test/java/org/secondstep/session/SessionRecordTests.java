package org.secondstep.session;

import java.security.SecureRandom;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.secondstep.secret.KeyRing;
import org.secondstep.secret.Sealer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SessionRecordTests {

	private static final String OLD = "old:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";

	private static final String NEW = "new:MTEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";

	private static final Map<String, String> PARTS = Map.of("flash", "{\"value\":\"öäü 📱\"}", "signedIn", "{}");

	private final SessionRecord record = record(OLD);

	private final byte[] written = this.record.write(PARTS, "id-1");

	@Test
	void readsWhatItWrote() {
		assertThat(this.record.read(this.written, "id-1")).contains(PARTS);
	}

	@Test
	void readsNothingThatWasEditedCopiedOrInvented_K5_8() {
		String text = new String(this.written, UTF_8);

		assertThat(this.record.read(this.written, "id-2")).isEmpty();
		assertThat(this.record.read(text.replace("öäü", "oau").getBytes(UTF_8), "id-1")).isEmpty();
		assertThat(this.record.read(text.substring(text.indexOf('\n')).getBytes(UTF_8), "id-1")).isEmpty();
		assertThat(this.record.read(text.substring(text.indexOf('\n') + 1).getBytes(UTF_8), "id-1")).isEmpty();
		assertThat(this.record.read(record(NEW).write(PARTS, "id-1"), "id-1")).isEmpty();
		assertThat(this.record.read(new byte[0], "id-1")).isEmpty();
		assertThat(this.record.read(new byte[] { -84, -19, 0, 5, 115, 114 }, "id-1")).isEmpty();
	}

	@Test
	void readsWhatAnOlderKeyOfTheRingWroteAndWritesWithTheCurrentOne_K5_8() {
		SessionRecord rotated = record(OLD + NEW);

		assertThat(rotated.read(this.written, "id-1")).contains(PARTS);
		assertThat(new String(rotated.write(PARTS, "id-1"), UTF_8)).startsWith("new.");
	}

	private static SessionRecord record(String ring) {
		return new SessionRecord(new Sealer(KeyRing.parse(ring), new SecureRandom()));
	}

}
