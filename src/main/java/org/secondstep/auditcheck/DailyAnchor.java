package org.secondstep.auditcheck;

import org.secondstep.audit.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Notes once a day in the log where each chain ends: whoever can change the database
 * cannot change that too, so a cut tail and a rewritten chain show.
 */
@Component
class DailyAnchor {

	private static final Logger log = LoggerFactory.getLogger(DailyAnchor.class);

	private final AuditTrail trail;

	DailyAnchor(AuditTrail trail) {
		this.trail = trail;
	}

	void note() {
		this.trail.heads().forEach((head) -> log.info("Audit anchor {}", Anchor.of(head)));
	}

}
