package org.secondstep.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what happens and tells people what was written about them.
 */
@Service
public class Audit {

	private final AuditRepository entries;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Audit(AuditRepository entries, ApplicationEventPublisher events, Clock clock) {
		this.entries = entries;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Remembers something that changes nothing else and so has no transaction of its own.
	 */
	@Transactional
	public void remember(AuditEvent event) {
		this.events.publishEvent(event);
	}

	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	public void write(AuditEvent event) {
		this.entries
			.save(new AuditEntry(event, this.clock.instant().truncatedTo(ChronoUnit.MICROS), RequestOrigin.current()));
	}

	/**
	 * @return the newest entries about an account, newest first
	 */
	@Transactional(readOnly = true)
	public List<RememberedEvent> about(UUID account, int most) {
		return this.entries.findByAccountIdOrderByIdDesc(account, Limit.of(most))
			.stream()
			.map(AuditEntry::remembered)
			.toList();
	}

}
