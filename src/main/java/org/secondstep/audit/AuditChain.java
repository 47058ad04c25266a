package org.secondstep.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Chains entries: each carries a keyed hash of itself and of the one before it in its
 * organization. They are written at the end of the transaction that they tell of, so that
 * a chain is locked for a few statements only; if they can't be, the transaction fails
 * with them.
 * <p>
 * That a chain comes under the key is itself an entry, in the portal's chain, and happens
 * once: when its organization is created, or at the first start with a key. If it happens
 * again, somebody else changed or removed its end, and the verification says so.
 */
@Component
class AuditChain {

	private static final Logger log = LoggerFactory.getLogger(AuditChain.class);

	private static final long TOLERATED_SKEW_SECONDS = 60;

	/** So many entries of a chain at most stand between two anchors in the log. */
	private static final long ANCHORED = 1000;

	private final AuditStore store;

	/** Found late: to take up a key of the key ring is remembered before these are. */
	private final SingletonSupplier<AuditKeys> keys;

	private volatile boolean failing;

	private final EntityManager entities;

	private final PersistenceExceptionTranslator translator;

	AuditChain(AuditStore store, ObjectProvider<AuditKeys> keys, EntityManager entities,
			LocalContainerEntityManagerFactoryBean translator) {
		this.store = store;
		this.keys = SingletonSupplier.of(keys::getObject);
		this.entities = entities;
		this.translator = translator;
	}

	void append(AuditEntry entry) {
		Waiting waiting = (Waiting) TransactionSynchronizationManager.getResource(this);
		if (waiting == null) {
			waiting = new Waiting();
			TransactionSynchronizationManager.bindResource(this, waiting);
			TransactionSynchronizationManager.registerSynchronization(waiting);
		}
		waiting.entries.add(entry);
	}

	/**
	 * Without an entry nothing is changed: whoever asked for a change is asked to try
	 * later. Everything else of the transaction goes to the database first: a transaction
	 * that holds a chain waits for nothing but other chains.
	 * @return the ends of chains that are due to be anchored
	 */
	private List<ChainHead> write(List<AuditEntry> entries) {
		flush();
		try {
			List<ChainHead> due = writeChains(entries);
			this.failing = false;
			return due;
		}
		catch (DataAccessException | MissingAuditKeyException ex) {
			this.failing = true;
			throw new DataAccessResourceFailureException("The audit cannot be written", ex);
		}
	}

	/**
	 * Several chains are locked in the order of their ids, the portal's last, so two
	 * transactions never wait for each other.
	 */
	private List<ChainHead> writeChains(List<AuditEntry> entries) {
		Map<UUID, List<AuditEntry>> chains = new TreeMap<>();
		entries.forEach((entry) -> chains.computeIfAbsent(entry.chain(), (id) -> new ArrayList<>()).add(entry));
		List<AuditEntry> portals = Objects.requireNonNullElseGet(chains.remove(AuditEntry.NOBODYS), ArrayList::new);
		List<ChainHead> due = new ArrayList<>();
		List<ChainHead> begun = new ArrayList<>();
		chains.forEach((chain, chained) -> write(lock(chain, begun), chained, due));
		if (!portals.isEmpty() || !begun.isEmpty()) {
			ChainHead portal = lock(AuditEntry.NOBODYS, begun);
			begun.forEach((head) -> portals.add(0, entries.get(0).ofKeyed(head, portal.at())));
			write(portal, portals, due);
		}
		return due;
	}

	private void flush() {
		try {
			this.entities.flush();
		}
		catch (RuntimeException ex) {
			throw DataAccessUtils.translateIfNecessary(ex, this.translator);
		}
	}

	/**
	 * @return whether the latest entry could not be written
	 */
	boolean isFailing() {
		return this.failing;
	}

	/**
	 * Writes an entry in a transaction that the caller rolls back.
	 */
	void tryOut(AuditEntry entry) {
		write(List.of(entry));
	}

	/**
	 * @param begun gets the end of a chain that does not bear the key
	 */
	private ChainHead lock(UUID chain, List<ChainHead> begun) {
		ChainHead head = this.store.lock(chain);
		if (!this.keys.obtain().hold(head)) {
			begun.add(head);
			if (head.keyedCheck() != null) {
				log.error("The end of audit chain {} was not written by the portal; run: audit verify", chain);
			}
		}
		return head;
	}

	private void write(ChainHead before, List<AuditEntry> entries, List<ChainHead> due) {
		ChainHead head = before;
		List<StoredEntry> chained = new ArrayList<>(entries.size());
		for (AuditEntry entry : entries) {
			if (entry.at().plusSeconds(TOLERATED_SKEW_SECONDS).isBefore(head.at())) {
				log.error("The clock of node {} is behind: {} after {}", entry.node(), entry.at(), head.at());
			}
			StoredEntry stored = this.keys.obtain().entry(entry.numbered(head.number() + 1), head);
			head = head.after(stored);
			chained.add(stored);
		}
		this.store.append(chained);
		this.store.move(this.keys.obtain().keyed(head));
		if (head.number() / ANCHORED > before.number() / ANCHORED) {
			due.add(head);
		}
	}

	private final class Waiting implements TransactionSynchronization {

		private final List<AuditEntry> entries = new ArrayList<>();

		private List<ChainHead> due = List.of();

		@Override
		public void suspend() {
			TransactionSynchronizationManager.unbindResource(AuditChain.this);
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(AuditChain.this, this);
		}

		@Override
		public void beforeCommit(boolean readOnly) {
			this.due = write(this.entries);
		}

		@Override
		public void beforeCompletion() {
			TransactionSynchronizationManager.unbindResource(AuditChain.this);
		}

		@Override
		public void afterCommit() {
			this.due.forEach((head) -> log.info("Audit anchor {}", head.anchor()));
		}

	}

}
