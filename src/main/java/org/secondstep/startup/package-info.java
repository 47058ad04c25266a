/**
 * What must be true before the portal starts, and how it says what is not: the database
 * is waited for and looked at before anything else opens it, and whatever keeps the
 * portal from starting is one line in the log.
 * <p>
 * Must never put the value of a secret into that line.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.secondstep.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
