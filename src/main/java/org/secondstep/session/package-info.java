/**
 * Where people are signed in: what a session remembers of its sign-in, the cookie that
 * carries it, the list of an account's sessions and how to end them. Holds facts with
 * their times; how fresh they must be is decided by the security configuration.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "secret", "shell" })
package org.secondstep.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
