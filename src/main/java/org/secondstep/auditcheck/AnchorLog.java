package org.secondstep.auditcheck;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads anchors from a log, or from wherever they were noted, line by line.
 */
class AnchorLog {

	private final AuditVerification verification;

	private final Map<UUID, Anchor> newest = new HashMap<>();

	private boolean fits = true;

	private boolean empty = true;

	AnchorLog(AuditVerification verification) {
		this.verification = verification;
	}

	void read(String line) {
		Anchor.parse(line).ifPresent((anchor) -> {
			this.newest.put(anchor.chain(), anchor);
			this.verification.expect(anchor);
			this.empty = false;
		});
		AllChains.parse(line).ifPresent((all) -> {
			this.fits &= all.equals(AllChains.of(this.newest.values()));
			this.verification.expectChains(all.number());
			this.empty = false;
		});
	}

	/**
	 * Logs of several nodes in one file need not fit: a node may have anchored what
	 * another wrote in between.
	 * @return what is odd about the lines
	 */
	Optional<String> end() {
		if (this.empty) {
			throw new AuditCommand.UnreadableException("no anchor stands there");
		}
		return this.fits ? Optional.empty()
				: Optional.of("Some anchors that a digest of all chains counts are missing");
	}

}
