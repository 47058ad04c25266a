/**
 * The walk that registers a method, as far as it is the same for every kind: choosing a
 * kind (step 6 of the guide) and the congratulations (step 9). What lies between belongs
 * to the kind.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "method", "attempt", "session", "account", "organization", "shell" })
package org.secondstep.enrollment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
