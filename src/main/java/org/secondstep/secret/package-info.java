/**
 * Seals secrets for the database and hashes them for look-up, with keys that are kept
 * outside the database.
 * <p>
 * May use the cryptography of the JDK, and tell the audit which key is used by its id and
 * which rows are damaged. Features declare their sealed columns as {@link SealedRows}.
 * Must never overwrite the key file, open what was not sealed for the same place and
 * account, or put a key or a secret into a message.
 */
@ApplicationModule(allowedDependencies = { "audit", "job" })
@NullMarked
package org.secondstep.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
