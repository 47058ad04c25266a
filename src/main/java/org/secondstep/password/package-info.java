/**
 * Passwords and the pages on which people type them: the first step of a sign-in with its
 * counters, what a new password must be, changing the own one, and the ways to choose one
 * by a mailed link or a temporary pass. Compares none itself: {@code account} does.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "limit", "method", "notice", "session", "account", "organization", "audit",
		"passwordhash", "secret", "shell" })
package org.secondstep.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
