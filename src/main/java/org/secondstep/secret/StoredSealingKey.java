package org.secondstep.secret;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The id of the key that seals now, as the database says. A transaction asks once, and
 * holds the key's row for share until its end: no key stops sealing while something that
 * it sealed is not yet visible, and a node that slept cannot seal with a key of the past.
 * H2 knows no such lock and needs none: a key changes at the start of its only node.
 */
final class StoredSealingKey implements SealingKey {

	private final JdbcClient jdbc;

	private final String select;

	private volatile String last;

	/**
	 * @param first until the database says something else
	 */
	StoredSealingKey(JdbcClient jdbc, boolean lockable, String first) {
		this.jdbc = jdbc;
		this.select = "select key_id from key_check where phase = 'SEALING'" + (lockable ? " for share" : "");
		this.last = first;
	}

	@Override
	public String lastKnown() {
		return this.last;
	}

	@Override
	public String ofTransaction() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			return this.last;
		}
		@Nullable String asked = (String) TransactionSynchronizationManager.getResource(this);
		return (asked != null) ? asked : ask();
	}

	private Optional<String> locked() {
		return this.jdbc.sql(this.select).query(String.class).optional();
	}

	@Override
	public String refresh() {
		this.last = this.jdbc.sql("select key_id from key_check where phase = 'SEALING'")
			.query(String.class)
			.optional()
			.orElse(this.last);
		return this.last;
	}

	/**
	 * While another key is taken up, the locked row of the former one is no longer what
	 * was asked for: the second question finds the new one.
	 */
	private String ask() {
		String key = locked().or(this::locked)
			.orElseThrow(() -> new IllegalStateException("Expected a key that seals in the table key_check"));
		this.last = key;
		TransactionSynchronizationManager.bindResource(this, key);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				TransactionSynchronizationManager.unbindResourceIfPossible(StoredSealingKey.this);
			}

			@Override
			public void suspend() {
				TransactionSynchronizationManager.unbindResourceIfPossible(StoredSealingKey.this);
			}

		});
		return key;
	}

}
