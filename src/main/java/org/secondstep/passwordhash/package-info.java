/**
 * Hashes passwords and compares them with hashes: the only place that does, a bounded
 * number at a time. Knows nobody, stores nothing, and never prints a password or a hash.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.secondstep.passwordhash;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
