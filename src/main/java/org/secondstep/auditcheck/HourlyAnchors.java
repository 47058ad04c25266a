package org.secondstep.auditcheck;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import org.secondstep.audit.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Notes in the log, every hour, where the chains end that have grown, and how many chains
 * there are; once a day where all of them end. Who can change the database cannot change
 * the log too, so a cut tail, a rewritten chain and one that is gone show.
 */
@Component
class HourlyAnchors {

	private static final Logger log = LoggerFactory.getLogger(HourlyAnchors.class);

	private final AuditTrail trail;

	private final Clock clock;

	private Instant noted = Instant.EPOCH;

	private Set<Anchor> anchors = Set.of();

	HourlyAnchors(AuditTrail trail, Clock clock) {
		this.trail = trail;
		this.clock = clock;
	}

	synchronized void note() {
		Instant hour = this.clock.instant().truncatedTo(ChronoUnit.HOURS);
		if (!hour.equals(this.noted)) {
			boolean dayBegan = !hour.truncatedTo(ChronoUnit.DAYS).equals(this.noted.truncatedTo(ChronoUnit.DAYS));
			List<Anchor> ends = this.trail.heads().stream().map(Anchor::of).toList();
			ends.stream()
				.filter((end) -> dayBegan || !this.anchors.contains(end))
				.forEach((end) -> log.info("Audit anchor {}", end));
			log.info("{}", AllChains.of(ends));
			this.anchors = Set.copyOf(ends);
			this.noted = hour;
		}
	}

}
