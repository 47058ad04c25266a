/**
 * What a request has proven, made anew for each one from the facts in its session and the
 * account as it is now; how fresh that must be; and where whoever lacks something is led.
 * Which page wants what is said in {@code signin}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "limit", "method", "session", "account", "organization", "audit", "shell" })
package org.secondstep.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
