/**
 * People: who they are, what they may do, their password and their language. Passwords
 * are compared here and nowhere else, a bounded number at a time. Knows organizations,
 * but neither methods nor sessions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "organization", "audit", "secret", "shell" })
package org.secondstep.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
