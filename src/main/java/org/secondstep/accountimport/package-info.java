/**
 * Creates and changes many accounts from a CSV file: read, checked row by row, and only
 * when every row is right applied, a batch at a time with its audit entries. An import
 * that was cut off goes on where it stopped. It neither makes nor changes an
 * administrator, so no file gives away the portal or takes it from its administrators.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "session", "account", "organization", "audit", "job", "shell" })
package org.secondstep.accountimport;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
