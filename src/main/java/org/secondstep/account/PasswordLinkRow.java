package org.secondstep.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.secret.Place;

/**
 * A link as it is stored.
 *
 * @param hash keyed hash of its token
 * @param check keyed hash of all the rest, by which the portal knows a row of its own;
 * none before it is made
 */
record PasswordLinkRow(UUID account, LinkPurpose purpose, String hash, Instant expiresAt, @Nullable String check) {

	static final String CHECK = "password-link-row";

	static final String TABLE = "password_link";

	static final String SELECT = "select account_id, purpose, token_hash, expires_at, check_value from " + TABLE;

	static PasswordLinkRow read(ResultSet row, int index) throws SQLException {
		return new PasswordLinkRow(row.getObject(1, UUID.class), LinkPurpose.valueOf(row.getString(2)),
				row.getString(3), row.getTimestamp(4).toInstant(), row.getString(5));
	}

	String values() {
		return String.join("\n", this.account.toString(), this.purpose.name(), this.hash, this.expiresAt.toString());
	}

	Place place() {
		return new Place(TABLE, this.account, this.purpose.name(), this.account);
	}

}
