package org.secondstep.session;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.secondstep.secret.Sealer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * The form in which the parts of a session are stored: a check value, a line break, and
 * the parts as JSON. The check value is the keyed hash of the parts and the session's id,
 * so nobody without a key invents a record, changes one or copies it to another session.
 * What was written with an older key of the ring is good too. Nothing is read before it
 * was checked.
 */
@Component
class SessionRecord {

	/** Part of the check value: raise it when the form changes. */
	static final String PURPOSE = "session-record-1";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final Sealer sealer;

	SessionRecord(Sealer sealer) {
		this.sealer = sealer;
	}

	byte[] write(Map<String, String> parts, String sessionId) {
		String json = MAPPER.writeValueAsString(parts);
		return SessionChecks.bytes(this.sealer.keyedHash(sessionId + "\n" + json, PURPOSE), json);
	}

	/**
	 * @return the parts; nothing if the portal did not write this for that session
	 */
	Optional<Map<String, String>> read(byte[] stored, String sessionId) {
		String[] lines = new String(stored, StandardCharsets.UTF_8).split("\n", 2);
		if (lines.length < 2 || !this.sealer.vouches(lines[0], sessionId + "\n" + lines[1], PURPOSE)) {
			return Optional.empty();
		}
		try {
			return Optional.of(MAPPER.readValue(lines[1], new TypeReference<HashMap<String, String>>() {
			}));
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

}
