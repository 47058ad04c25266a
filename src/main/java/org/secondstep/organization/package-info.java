/**
 * Companies whose people enroll: name, mail domains, service desk, accent colour and MFA
 * policy. Knows nobody: people point at their organization, never the other way round.
 * Other packages see profiles, never the entity.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "shell" })
package org.secondstep.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
