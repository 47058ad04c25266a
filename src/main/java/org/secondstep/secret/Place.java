package org.secondstep.secret;

import java.util.UUID;

/**
 * Where a sealed value belongs. It opens only there, so a ciphertext copied to another
 * row or to another person is refused. All four must stay as they are for as long as the
 * value is kept.
 *
 * @param table name of the database table
 * @param row primary key in that table
 * @param purpose what the value is for, where a row has several
 * @param account whose it is, {@link #NOBODY} where it belongs to no account
 */
public record Place(String table, UUID row, String purpose, UUID account) {

	public static final UUID NOBODY = new UUID(0, 0);

}
