/**
 * What must be remembered: who did what to whom, when, from where. Everybody publishes
 * {@link org.secondstep.audit.AuditEvent}s, this package writes them in the same
 * transaction: no entry, no change. Entries never hold a secret, a code or a typed name
 * that is no account.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "job")
package org.secondstep.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
