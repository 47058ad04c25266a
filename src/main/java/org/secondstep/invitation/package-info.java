/**
 * Invitations: the mail with whose link the owner of a new account chooses the first
 * password. The link's page is that of every mailed link, in the package
 * {@code password}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "notice", "account", "audit" })
package org.secondstep.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
