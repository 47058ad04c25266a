/**
 * What is registered beside the password, for whom, which one is asked first, and how
 * often a wrong answer may be given. A kind of method implements
 * {@link org.secondstep.method.SecondStep} in a package of its own and keeps its secrets
 * there; this package never sees one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "organization", "audit" })
package org.secondstep.method;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
