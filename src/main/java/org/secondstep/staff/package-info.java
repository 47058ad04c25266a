/**
 * What members of staff may do to whom: helpdesk reach the people of their own
 * organization, administrators everybody; whoever is out of reach does not exist. Every
 * package with pages of staff asks here. Every look at a person is remembered.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "organization", "audit" })
package org.secondstep.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
