/**
 * The five pages of the navigation: what an employee sees and decides about the own
 * account. Changes go through the packages that own them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "limit", "method", "session", "account", "organization", "audit", "shell" })
package org.secondstep.securityinfo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
