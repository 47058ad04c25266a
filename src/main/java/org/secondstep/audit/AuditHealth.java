package org.secondstep.audit;

import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A portal that cannot write its audit changes nothing, so it is not ready. Once an entry
 * could not be written, each question tries again, and takes that entry back.
 */
@Component("auditHealthIndicator")
class AuditHealth implements HealthIndicator {

	private static final Logger log = LoggerFactory.getLogger(AuditHealth.class);

	private final AuditChain chain;

	private final TransactionOperations transaction;

	private final Clock clock;

	private final String node;

	AuditHealth(AuditChain chain, TransactionOperations transaction, Clock clock, AuditProperties properties) {
		this.chain = chain;
		this.transaction = transaction;
		this.clock = clock;
		this.node = properties.node();
	}

	@Override
	public Health health() {
		return (!this.chain.isFailing() || isWritable()) ? Health.up().build() : Health.down().build();
	}

	private boolean isWritable() {
		try {
			this.transaction.executeWithoutResult((status) -> {
				status.setRollbackOnly();
				this.chain.tryOut(AuditEntry.of(AuditEvent.ofPortal(AuditAction.PORTAL_STARTED), this.clock.instant(),
						RequestOrigin.current(), this.node));
			});
			return true;
		}
		catch (DataAccessException | TransactionException ex) {
			log.error("The audit cannot be written: {}", ex.getMessage());
			return false;
		}
	}

}
