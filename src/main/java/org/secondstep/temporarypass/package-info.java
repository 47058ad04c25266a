/**
 * The kind "temporary pass": a text that staff issue for at most a day and read out to a
 * person who has no method at hand. It is a ticket for the way back to a method, not a
 * method itself. Only its keyed hash is kept; it is shown once, to the member of staff
 * who issued it, and stands in no mail, log or audit.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "method", "account", "audit", "job", "secret" })
package org.secondstep.temporarypass;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
