/**
 * CSV as spreadsheets may open it. Knows nothing of what it writes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.secondstep.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
