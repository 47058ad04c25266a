package org.secondstep.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Chains entries: each carries the hash of the one before it in its organization. They
 * are written at the end of the transaction that they tell of, so that a chain is locked
 * for a few statements only; if they can't be, the transaction fails with them.
 */
@Component
class AuditChain {

	private static final Logger log = LoggerFactory.getLogger(AuditChain.class);

	private static final long TOLERATED_SKEW_SECONDS = 60;

	private final AuditStore store;

	private volatile boolean failing;

	private final EntityManager entities;

	private final PersistenceExceptionTranslator translator;

	AuditChain(AuditStore store, EntityManager entities, LocalContainerEntityManagerFactoryBean translator) {
		this.store = store;
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
	 * Everything else of the transaction goes to the database first: whoever holds a
	 * chain waits for nobody, so two transactions never wait for each other. Several
	 * chains are taken in the order of their ids.
	 */
	private void write(List<AuditEntry> entries) {
		flush();
		Map<UUID, List<AuditEntry>> chains = new TreeMap<>();
		entries.forEach((entry) -> chains.computeIfAbsent(entry.chain(), (id) -> new ArrayList<>()).add(entry));
		chains.forEach(this::write);
	}

	/**
	 * What is refused here is refused as by a repository.
	 */
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
	 * Without an entry nothing is changed: whoever asked for a change is asked to try
	 * later.
	 */
	private void write(UUID chain, List<AuditEntry> entries) {
		try {
			append(chain, entries);
			this.failing = false;
		}
		catch (DataAccessException ex) {
			this.failing = true;
			throw new DataAccessResourceFailureException("The audit cannot be written", ex);
		}
	}

	private void append(UUID chain, List<AuditEntry> entries) {
		ChainHead head = this.store.lock(chain);
		List<StoredEntry> chained = new ArrayList<>(entries.size());
		for (AuditEntry entry : entries) {
			if (entry.at().plusSeconds(TOLERATED_SKEW_SECONDS).isBefore(head.at())) {
				log.error("The clock of node {} is behind: {} after {}", entry.node(), entry.at(), head.at());
			}
			AuditEntry numbered = entry.numbered(head.number() + 1);
			head = head.after(numbered);
			chained.add(new StoredEntry(0, numbered, head.hash()));
		}
		this.store.append(chained);
		this.store.move(head);
	}

	private final class Waiting implements TransactionSynchronization {

		private final List<AuditEntry> entries = new ArrayList<>();

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
			write(this.entries);
		}

		@Override
		public void beforeCompletion() {
			TransactionSynchronizationManager.unbindResource(AuditChain.this);
		}

	}

}
