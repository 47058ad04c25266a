package org.secondstep.secret;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * What could not be opened, or was not written by the portal: a damaged row, or one that
 * somebody with access to the database moved, edited or invented. Each row is logged and
 * audited once, aside from the request that met it, and the health says so until every
 * row is whole again.
 */
@Component
public class BrokenSeals implements HealthIndicator {

	/** The portal works, but somebody must look at its database. */
	static final String DAMAGED = "DAMAGED";

	private static final Logger log = LoggerFactory.getLogger(BrokenSeals.class);

	private static final int MOST = 1000;

	private final Set<Place> known = ConcurrentHashMap.newKeySet();

	private final Audit audit;

	private final AsyncTaskExecutor executor;

	BrokenSeals(Audit audit, AsyncTaskExecutor applicationTaskExecutor) {
		this.audit = audit;
		this.executor = applicationTaskExecutor;
	}

	public void report(Place place) {
		if (this.known.size() < MOST && this.known.add(place)) {
			String row = place.table() + " " + place.row();
			log.error("The row {} ({}) was damaged, moved, edited or invented", row, place.purpose());
			this.executor.execute(() -> this.audit.remember(AuditEvent.ofPortal(AuditAction.SEAL_BROKEN).detail(row)));
		}
	}

	/**
	 * Every row was looked at.
	 */
	void reportOnly(Collection<Place> broken) {
		this.known.retainAll(broken);
		broken.forEach(this::report);
	}

	@Override
	public Health health() {
		return this.known.isEmpty() ? Health.up().build()
				: Health.status(DAMAGED).withDetail("rows", this.known.size()).build();
	}

}
