package org.secondstep.auditcheck;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * The anchor of all chains together, by which a chain is missed that is gone with its
 * end.
 *
 * @param number how many there are
 * @param digest SHA-256 of their anchors in the order of their ids, each on a line
 */
record AllChains(long number, String digest) {

	private static final Pattern SHAPE = Pattern
		.compile("Audit anchor of all (\\d{1,9}) chains ([0-9a-f]{64})(?![0-9a-f])");

	static AllChains of(Collection<Anchor> anchors) {
		String text = anchors.stream()
			.sorted(Comparator.comparing((anchor) -> anchor.chain().toString()))
			.map((anchor) -> anchor + "\n")
			.collect(Collectors.joining());
		return new AllChains(anchors.size(), DigestUtils.sha256Hex(text));
	}

	static Optional<AllChains> parse(String line) {
		Matcher matcher = SHAPE.matcher(line);
		return matcher.find() ? Optional.of(new AllChains(Long.parseLong(matcher.group(1)), matcher.group(2)))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return "Audit anchor of all " + this.number + " chains " + this.digest;
	}

}
