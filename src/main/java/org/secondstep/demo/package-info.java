/**
 * Invented organizations and people to try the portal with, only with the profile "demo".
 * Made by the domain's own moves, one after the other, in a past of sixty days.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "authenticator", "method", "attempt", "notice", "account", "organization",
		"audit", "passwordhash", "otp" })
package org.secondstep.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
