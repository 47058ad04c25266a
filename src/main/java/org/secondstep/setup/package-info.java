/**
 * The first start of an installation: a one-time address in the log, behind which the
 * first organization and its administrator are created. Closed for ever once there is an
 * account.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "password", "session", "account", "organization", "audit", "passwordhash",
		"secret", "shell" })
package org.secondstep.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
