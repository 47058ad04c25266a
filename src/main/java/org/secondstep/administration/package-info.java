/**
 * What administrators decide: organizations, accounts, and who may try passwords again.
 * Only they get here; what is allowed is decided by organizations and accounts
 * themselves, this package shows it and keeps what was typed when two people change the
 * same.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "clock", "limit", "invitation", "status", "method", "session", "account",
		"organization", "audit", "shell" })
package org.secondstep.administration;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
