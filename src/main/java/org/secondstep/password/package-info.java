/**
 * Passwords and the pages on which people type them: the first step of a sign-in with its
 * counters, changing the own password, and the mailed links with which people choose one.
 * Passwords themselves are compared in the package {@code account}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "method", "notice", "session", "account", "audit", "secret", "shell" })
package org.secondstep.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
