package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.secret.SealedRows.Batch;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A sealed word for every key with which something is sealed in this database, by which a
 * missing or wrong key is noticed before anything is sealed with another. The form of
 * these seals also says of the whole database whether its seals know their accounts: all
 * change in one transaction.
 */
class KeyCheck {

	private static final byte[] WORD = "second step".getBytes(StandardCharsets.UTF_8);

	private static final Place PLACE = new Place("key_check", Place.NOBODY, "check", Place.NOBODY);

	private static final int AT_ONCE = 1000;

	private final JdbcClient jdbc;

	private final List<SealedRows> tables;

	private final Audit audit;

	private final TransactionOperations transaction;

	KeyCheck(JdbcClient jdbc, List<SealedRows> tables, Audit audit, TransactionOperations transaction) {
		this.jdbc = jdbc;
		this.tables = tables;
		this.audit = audit;
		this.transaction = transaction;
	}

	List<String> sealedWith() {
		return this.jdbc.sql("select key_id from key_check order by key_id").query(String.class).list();
	}

	/**
	 * @throws UnusableKeyRingException if there is something sealed but nothing by which
	 * to tell with which keys
	 */
	void refuseUnknownKeys() {
		if (sealedWith().isEmpty()) {
			this.tables.stream().filter(SealedRows::isAnyThere).findFirst().ifPresent((table) -> {
				throw new UnusableKeyRingException("The table key_check is empty, but the table " + table.table()
						+ " is not, so nobody can tell which keys protect it. Restore the whole database from a backup;"
						+ " nothing was changed");
			});
		}
	}

	/**
	 * Takes the ring's current key up, if it is new here; brings a database of an earlier
	 * version up to date first.
	 * @throws UnusableKeyRingException if a key is missing or is not the one that sealed
	 */
	void refuseWrongKeys(KeyRing ring, Sealer sealer) {
		refuseUnknownKeys();
		leaveOneThatSeals(ring);
		EarlierSeals earlier = new EarlierSeals(ring);
		if (isEarlier()) {
			words().forEach((word) -> open(earlier, word));
			this.transaction.executeWithoutResult((status) -> bindToAccounts(earlier, sealer));
		}
		words().stream().filter((word) -> !isUnused(word, ring)).forEach((word) -> open(sealer, word));
		if (!sealedWith().contains(ring.currentId())) {
			add(ring.currentId(), sealer.seal(WORD, PLACE, ring.currentId()));
		}
	}

	private List<String> words() {
		return this.jdbc.sql("select sealed from key_check order by key_id").query(String.class).list();
	}

	private boolean isEarlier() {
		List<String> words = words();
		return !words.isEmpty() && words.stream().allMatch(EarlierSeals::isOne);
	}

	/**
	 * A key that another node brings along, and that seals nothing yet.
	 */
	private boolean isUnused(String word, KeyRing ring) {
		String key = keyOf(word);
		return !ring.ids().contains(key) && this.jdbc.sql("select phase from key_check where key_id = ?")
			.param(key)
			.query(String.class)
			.optional()
			.filter("KNOWN"::equals)
			.isPresent();
	}

	/**
	 * Before there were phases, the last key of the ring sealed.
	 */
	private void leaveOneThatSeals(KeyRing ring) {
		List<String> sealing = this.jdbc.sql("select key_id from key_check where phase = 'SEALING'")
			.query(String.class)
			.list();
		List<String> inRing = ring.ids().stream().filter(sealing::contains).toList();
		if (sealing.size() > 1 && !inRing.isEmpty()) {
			this.jdbc.sql("update key_check set phase = 'OPENING' where phase = 'SEALING' and key_id <> ?")
				.param(inRing.get(inRing.size() - 1))
				.update();
		}
	}

	private static String keyOf(String word) {
		return word.substring(0, Math.max(0, word.indexOf('.')));
	}

	private static void open(Seals seals, String word) {
		try {
			seals.open(word, PLACE);
		}
		catch (SealBrokenException ex) {
			throw new UnusableKeyRingException(
					"The key ring does not fit the database: the key " + keyOf(word) + " is missing or another one ("
							+ ex.getMessage() + "). Put the right key ring back; nothing was changed",
					ex);
		}
	}

	/**
	 * All or nothing, before anybody can sign in: there is no time at which a value
	 * without an account is accepted.
	 */
	private void bindToAccounts(EarlierSeals earlier, Sealer sealer) {
		List<String> keys = this.jdbc.sql("select key_id from key_check order by key_id for update")
			.query(String.class)
			.list();
		if (isEarlier()) { // no other node was quicker
			this.tables.forEach((table) -> bindToAccounts(table, earlier, sealer));
			keys.forEach((key) -> this.jdbc.sql("update key_check set sealed = ? where key_id = ?")
				.params(sealer.seal(WORD, PLACE, key), key)
				.update());
			this.audit.write(AuditEvent.ofPortal(AuditAction.SECRETS_BOUND_TO_ACCOUNTS));
		}
	}

	private static void bindToAccounts(SealedRows table, EarlierSeals earlier, Sealer sealer) {
		UUID after = Place.NOBODY;
		Batch batch;
		do {
			batch = table.sealAnew(earlier, sealer, after, AT_ONCE);
			after = batch.last();
		}
		while (batch.looked() >= AT_ONCE);
	}

	/**
	 * The first key of a database seals at once. Written to the audit itself, because
	 * nobody hears events yet.
	 */
	private void add(String keyId, String sealed) {
		String phase = sealedWith().isEmpty() ? "SEALING" : "KNOWN";
		try {
			this.transaction.executeWithoutResult((status) -> {
				this.jdbc.sql("insert into key_check (key_id, sealed, phase) values (?, ?, ?)")
					.params(keyId, sealed, phase)
					.update();
				if ("SEALING".equals(phase)) {
					this.audit.write(AuditEvent.ofPortal(AuditAction.KEY_TAKEN_UP).detail(keyId));
				}
			});
		}
		catch (DuplicateKeyException ex) {
			// another node was first, with the same key
		}
	}

}
