/**
 * Invented organizations and people to try the portal with, only with the profile "demo".
 * Made by the domain's own moves.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "account", "organization" })
package org.secondstep.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
