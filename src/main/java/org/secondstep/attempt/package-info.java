/**
 * How often a wrong answer may be given, and how long the next one has to wait: counted
 * before it is judged, per account over all its methods, sessions and nodes. Judges
 * nothing itself.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "audit" })
package org.secondstep.attempt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
