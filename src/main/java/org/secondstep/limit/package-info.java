/**
 * How often anyone may try what anyone can try: passwords, passes and codes of callers,
 * mailed links. Knows the devices of owners, whom strangers must not keep waiting. Makes
 * people wait and never locks: who proved nothing must not lock anybody out.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "attempt", "account", "audit", "job", "secret", "shell" })
package org.secondstep.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
