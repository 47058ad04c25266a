package org.secondstep.auditcheck;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.secondstep.audit.ChainHead;

/**
 * What was noted of a chain once, outside the database.
 *
 * @param number of the entry that was the newest then
 */
record Anchor(UUID chain, long number, String hash) {

	private static final Pattern SHAPE = Pattern
		.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})" + " (\\d{1,18}) ([0-9a-f]{64})(?![0-9a-f])");

	static Anchor of(ChainHead head) {
		return new Anchor(head.chain(), head.number(), head.hash());
	}

	/**
	 * @param line an anchor by itself, or any line of a log in which one stands
	 */
	static Optional<Anchor> parse(String line) {
		Matcher matcher = SHAPE.matcher(line);
		return matcher.find() ? Optional
			.of(new Anchor(UUID.fromString(matcher.group(1)), Long.parseLong(matcher.group(2)), matcher.group(3)))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return this.chain + " " + this.number + " " + this.hash;
	}

}
