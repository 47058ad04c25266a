/**
 * What scripts may ask: the helpdesk's search as JSON, in its words and with its filters,
 * for whoever shows a token. Reads only; takes no cookie; a parameter that it does not
 * know is refused, because a misspelled filter must not mean everybody.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "helpdesk", "staff", "status", "apitoken", "method", "account",
		"organization", "audit", "shell" })
package org.secondstep.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
