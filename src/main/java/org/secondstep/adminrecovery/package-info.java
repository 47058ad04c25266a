/**
 * The way back in for an administrator whom nobody else can help: the command
 * {@code admin recover}. Whoever has the key ring and the database of the installation
 * gets one address, with which that administrator chooses a new password and sets up a
 * new method.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "temporarypass", "method", "attempt", "password", "notice", "session",
		"account", "audit", "job", "passwordhash", "secret", "console", "shell" })
package org.secondstep.adminrecovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
