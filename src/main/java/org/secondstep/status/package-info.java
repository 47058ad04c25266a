/**
 * How far every person is: one row each, kept in the same transaction as what changes it,
 * so that staff search, count and export what is true now. Listens to what is remembered
 * in the audit; decides nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "method", "attempt", "account", "organization", "audit", "shell" })
package org.secondstep.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
