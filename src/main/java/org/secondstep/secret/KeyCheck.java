package org.secondstep.secret;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A sealed word for every key that ever sealed something in this database, by which a
 * missing or wrong key is noticed before anything is sealed with another.
 */
class KeyCheck {

	private static final byte[] WORD = "second step".getBytes(StandardCharsets.UTF_8);

	private static final Place PLACE = new Place("key_check", new UUID(0, 0), "check");

	private final JdbcClient jdbc;

	KeyCheck(JdbcClient jdbc) {
		this.jdbc = jdbc;
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
			remember(ring.currentId(), sealer.seal(WORD, PLACE));
		}
	}

	private void remember(String keyId, String sealed) {
		try {
			this.jdbc.sql("insert into key_check (key_id, sealed) values (?, ?)").params(keyId, sealed).update();
		}
		catch (DuplicateKeyException ex) {
			// another node was first, with the same key
		}
	}

}
