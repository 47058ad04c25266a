/**
 * Proves caller and service desk to each other: both read a word aloud and type the one
 * they hear, in pages of their own. Nobody's word of honour counts; where no method is
 * left, a document seen in person or a colleague beside the caller does. What came of it
 * unlocks the actions of that member of staff for that person for ten minutes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "limit", "staff", "method", "notice", "session", "account", "organization",
		"audit", "job", "secret" })
package org.secondstep.callercheck;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
