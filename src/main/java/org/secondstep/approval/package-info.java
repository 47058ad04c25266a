/**
 * Four eyes and a veto: a reset of staff, or of anybody where the organization wants it,
 * waits a day at most for a second member of staff. The owner is mailed at once and can
 * stop it with one click, which also keeps the next one away for a day.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "staff", "method", "notice", "session", "account", "organization", "audit",
		"job", "secret", "shell" })
package org.secondstep.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
