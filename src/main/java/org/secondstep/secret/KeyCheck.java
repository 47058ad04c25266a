package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A sealed word for every key with which something is sealed in this database, by which a
 * missing or wrong key is noticed before anything is sealed with another.
 */
public class KeyCheck {

	private static final byte[] WORD = "second step".getBytes(StandardCharsets.UTF_8);

	private static final Place PLACE = new Place("key_check", new UUID(0, 0), "check");

	private final JdbcClient jdbc;

	private final Audit audit;

	private final TransactionOperations transaction;

	KeyCheck(JdbcClient jdbc, Audit audit, TransactionOperations transaction) {
		this.jdbc = jdbc;
		this.audit = audit;
		this.transaction = transaction;
	}

	List<String> sealedWith() {
		return this.jdbc.sql("select key_id from key_check order by key_id").query(String.class).list();
	}

	/**
	 * @throws IllegalStateException if a key is missing or is not the one that sealed
	 */
	void refuseWrongKeys(KeyRing ring, Sealer sealer) {
		for (String sealed : this.jdbc.sql("select sealed from key_check").query(String.class).list()) {
			try {
				sealer.open(sealed, PLACE);
			}
			catch (SealBrokenException ex) {
				throw new IllegalStateException("The key ring does not fit the database: the key "
						+ Sealer.keyId(sealed) + " is missing or another one (" + ex.getMessage()
						+ "). Put the right key ring back; nothing was changed", ex);
			}
		}
		if (!sealedWith().contains(ring.currentId())) {
			takeUp(ring.currentId(), sealer.seal(WORD, PLACE));
		}
	}

	/**
	 * Nothing that must last is sealed with any other key any more: those may leave the
	 * key ring.
	 * @return whether there were any
	 */
	@Transactional
	public boolean retireAllBut(String keyId) {
		boolean retired = this.jdbc.sql("delete from key_check where key_id <> ?").param(keyId).update() > 0;
		if (retired) {
			this.audit.write(AuditEvent.ofPortal(AuditAction.SECRETS_SEALED_ANEW).detail(keyId));
		}
		return retired;
	}

	/**
	 * Written to the audit itself, because nobody hears events yet.
	 */
	private void takeUp(String keyId, String sealed) {
		try {
			this.transaction.executeWithoutResult((status) -> {
				this.jdbc.sql("insert into key_check (key_id, sealed) values (?, ?)").params(keyId, sealed).update();
				this.audit.write(AuditEvent.ofPortal(AuditAction.KEY_TAKEN_UP).detail(keyId));
			});
		}
		catch (DuplicateKeyException ex) {
			// another node was first, with the same key
		}
	}

}
