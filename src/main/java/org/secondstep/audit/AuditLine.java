package org.secondstep.audit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry as one line of JSON: the fields of {@link AuditEntry}, "hash" and "key", the
 * id of its key.
 */
public final class AuditLine {

	private static final String HASH = "hash";

	private static final String KEY = "key";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private AuditLine() {
	}

	public static String of(StoredEntry stored) {
		ObjectNode line = MAPPER.valueToTree(stored.entry());
		return line.put(HASH, stored.hash()).put(KEY, stored.keyId()).toString();
	}

	/**
	 * @throws tools.jackson.core.JacksonException if it is no entry
	 */
	public static StoredEntry parse(String text) {
		ObjectNode line = MAPPER.readValue(text, ObjectNode.class);
		JsonNode hash = line.remove(HASH);
		JsonNode key = line.remove(KEY);
		return new StoredEntry(0, MAPPER.treeToValue(line, AuditEntry.class), text(hash), text(key));
	}

	private static @Nullable String text(@Nullable JsonNode node) {
		return (node != null && !node.isNull()) ? node.asString() : null;
	}

}
