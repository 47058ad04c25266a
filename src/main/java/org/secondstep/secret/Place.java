package org.secondstep.secret;

import java.util.UUID;

/**
 * Where a sealed value belongs. It opens only there, so a ciphertext copied to another
 * row is refused. All three must stay as they are for as long as the value is kept.
 *
 * @param table name of the database table
 * @param row primary key in that table
 * @param purpose what the value is for, where a row has several
 */
public record Place(String table, UUID row, String purpose) {
}
