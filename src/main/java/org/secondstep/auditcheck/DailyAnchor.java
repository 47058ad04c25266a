package org.secondstep.auditcheck;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.secondstep.audit.AuditTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notes once a day in the log where each chain ends: whoever can change the database
 * cannot change that too, so a cut tail and a rewritten chain show.
 */
@Component
class DailyAnchor {

	private static final Logger log = LoggerFactory.getLogger(DailyAnchor.class);

	private final AuditTrail trail;

	private final Clock clock;

	private @Nullable LocalDate noted;

	DailyAnchor(AuditTrail trail, Clock clock) {
		this.trail = trail;
		this.clock = clock;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
	synchronized void note() {
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		if (!today.equals(this.noted)) {
			this.trail.heads().forEach((head) -> log.info("Audit anchor {}", Anchor.of(head)));
			this.noted = today;
		}
	}

}
