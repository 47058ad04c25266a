package org.secondstep.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class AuditFloodTests {

	private static final Instant NOON = Instant.parse("2026-09-01T12:00:00Z");

	private final AuditChain chain = mock();

	private final AuditFlood flood = new AuditFlood(this.chain, TransactionOperations.withoutTransaction(),
			Clock.fixed(NOON, ZoneOffset.UTC));

	@Test
	void tellsAMinuteThatBeganWhileTheClockWasAhead_K5_4() {
		this.flood.counts(refused(NOON.plus(Duration.ofDays(2))));
		this.flood.counts(refused(NOON.plus(Duration.ofDays(2))));

		assertThat(this.flood.counts(refused(NOON))).isFalse();

		verify(this.chain).append(any());
	}

	private static AuditEntry refused(Instant at) {
		return new AuditEntry(Chains.NETFLOW, 0, at, AuditAction.PASSWORD_REFUSED_WAITING.name(), null, null, null,
				null, null, null, null, null, "node");
	}

}
