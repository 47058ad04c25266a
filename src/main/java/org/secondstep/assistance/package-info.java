/**
 * What staff do for people: each action needs a reason, a verified caller and a fresh
 * second step of whoever acts, is remembered by name, and its owner hears of it. The
 * pages only show what is decided here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "callercheck", "approval", "temporarypass", "staff", "method", "attempt",
		"session", "account", "organization", "audit", "shell" })
package org.secondstep.assistance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
