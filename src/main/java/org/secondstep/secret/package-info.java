/**
 * Seals secrets for the database and hashes them for look-up, with keys that are kept
 * outside the database.
 * <p>
 * May use the cryptography of the JDK and tell the audit which key is used by its id.
 * Must never store anything but the key file, overwrite that file, open what was not
 * sealed for the same place, or put a key or a secret into a message.
 */
@ApplicationModule(allowedDependencies = { "audit", "job" })
@NullMarked
package org.secondstep.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
