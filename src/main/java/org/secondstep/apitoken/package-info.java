/**
 * The tokens with which scripts ask for the enrollment status: an administrator makes
 * them, sees each once, and takes them back. Of a token only a hash is kept. Says who
 * calls; what a caller may see is for others to decide.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "organization", "audit", "secret", "shell" })
package org.secondstep.apitoken;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
