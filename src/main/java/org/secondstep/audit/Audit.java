package org.secondstep.audit;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what happens and tells people what was written about them.
 */
@Service
public class Audit {

	private final AuditChain chain;

	private final AuditFlood flood;

	private final AuditStore store;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final String node;

	Audit(AuditChain chain, AuditFlood flood, AuditStore store, ApplicationEventPublisher events, Clock clock,
			AuditProperties properties) {
		this.chain = chain;
		this.flood = flood;
		this.store = store;
		this.events = events;
		this.clock = clock;
		this.node = properties.node();
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
		AuditEntry entry = AuditEntry.of(event, this.clock.instant(), RequestOrigin.current(), this.node);
		if (!this.flood.counts(entry)) {
			this.chain.append(entry);
		}
	}

	/**
	 * @return the newest entries about an account, newest first
	 */
	@Transactional(readOnly = true)
	public List<RememberedEvent> about(UUID account, int most) {
		return about(account, null, null, most);
	}

	/**
	 * @param organization only what happened there: a person may have come from another
	 * one
	 * @param actions only these
	 */
	@Transactional(readOnly = true)
	public List<RememberedEvent> about(UUID account, @Nullable UUID organization, @Nullable Set<AuditAction> actions,
			int most) {
		return this.store.about(account, organization, actions, most).stream().map(AuditEntry::remembered).toList();
	}

}
