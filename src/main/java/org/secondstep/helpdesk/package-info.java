/**
 * What staff see: who is enrolled, who is stuck and why. Helpdesk see the people of their
 * own organization, administrators everybody; whoever is not theirs does not exist. Shows
 * no secret, no code and no session id. What others may use is the search and its words.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "assistance", "staff", "status", "method", "temporarypass", "attempt",
		"session", "account", "organization", "audit", "shell", "export" })
package org.secondstep.helpdesk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
