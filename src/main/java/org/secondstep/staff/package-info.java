/**
 * What members of staff may do to whom: helpdesk reach the people of their own
 * organization, administrators everybody; whoever is out of reach does not exist. Every
 * package with pages of staff asks here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "organization" })
package org.secondstep.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
