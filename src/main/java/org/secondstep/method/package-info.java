/**
 * What is registered beside the password, for whom, and which one is asked first. A kind
 * of method implements {@link org.secondstep.method.SecondStep} in a package of its own
 * and keeps its secrets there; this package never sees one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "attempt", "account", "organization", "audit" })
package org.secondstep.method;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
