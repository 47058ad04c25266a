/**
 * Signing in, from the typed account to the page the person wanted; and, in one file, who
 * may see which page. Owns HttpSecurity. Judges no code itself: that is what methods are
 * for.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "password", "limit", "method", "attempt", "session", "account",
		"organization", "audit", "secret", "shell", "apitoken" })
package org.secondstep.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
