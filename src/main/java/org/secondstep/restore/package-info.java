/**
 * What must end after a backup was restored: the command {@code restore finish}. A
 * restored database believes in rights that were spent or taken back since the backup, in
 * whatever table they stand. So this one package names every table that holds such
 * rights; a test compares the list with the database.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit", "otp", "secret", "console" })
package org.secondstep.restore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
