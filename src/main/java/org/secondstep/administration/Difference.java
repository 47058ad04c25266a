package org.secondstep.administration;

import java.util.List;
import java.util.Map;

/**
 * Where two people who changed the same differ.
 *
 * @param field the last part of the key of its label
 * @param theirs what the other one saved
 * @param yours what was typed
 */
record Difference(String field, String theirs, String yours) {

	static List<Difference> between(Map<String, String> theirs, Map<String, String> yours) {
		return theirs.entrySet()
			.stream()
			.map((entry) -> new Difference(entry.getKey(), entry.getValue(), yours.getOrDefault(entry.getKey(), "")))
			.filter((difference) -> !difference.theirs().equals(difference.yours()))
			.toList();
	}

}
