package org.secondstep.status;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;

import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What several facts decide together, such as a status, is decided when nobody else can
 * change one of them. Standings are locked at the end of a transaction, in the order of
 * their accounts: whoever holds one waits only for the next, and for the audit.
 */
@Component
class Decisions {

	private final EntityManager entities;

	private final StandingRepository standings;

	Decisions(EntityManager entities, StandingRepository standings) {
		this.entities = entities;
		this.standings = standings;
	}

	/**
	 * Changes a standing, if there is one, at the end of the transaction that there is.
	 */
	void add(UUID account, Consumer<Standing> change) {
		Waiting waiting = TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(Waiting.class::isInstance)
			.map(Waiting.class::cast)
			.findFirst()
			.orElseGet(this::begin);
		waiting.changes.computeIfAbsent(account, (id) -> new ArrayList<>()).add(change);
	}

	private Waiting begin() {
		Waiting waiting = new Waiting();
		TransactionSynchronizationManager.registerSynchronization(waiting);
		return waiting;
	}

	/**
	 * What was read before the lock is forgotten.
	 */
	private void decide(SortedMap<UUID, List<Consumer<Standing>>> changes) {
		this.standings.flush();
		this.entities.clear();
		changes.forEach((account, all) -> this.standings.lock(account)
			.ifPresent((standing) -> all.forEach((change) -> change.accept(standing))));
	}

	private final class Waiting implements TransactionSynchronization {

		private final SortedMap<UUID, List<Consumer<Standing>>> changes = new TreeMap<>();

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE - 1;
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			decide(this.changes);
		}

	}

}
