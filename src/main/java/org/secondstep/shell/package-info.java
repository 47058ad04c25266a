/**
 * What every page stands in: layout, languages, times, the first pages that need nobody
 * to be known, error pages. Knows Spring, but nothing of people, methods or sessions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "qr" })
package org.secondstep.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
