/**
 * People: who they are, what they may do, their password and their language. Knows
 * organizations, but neither methods nor sessions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "organization", "audit", "passwordhash", "secret", "shell" })
package org.secondstep.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
