/**
 * Tells owners by mail what happened to their account, in their language, after it was
 * committed. Listens to what is remembered in the audit; nobody calls it. A mail holds no
 * secret and no link that changes anything.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "organization", "audit", "shell" })
package org.secondstep.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
