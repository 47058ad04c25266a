/**
 * Shows staff what the audit remembers, and hands it out as tables or lines. Helpdesk see
 * the chain of their own organization, administrators every chain. Changes nothing; what
 * was typed and is nobody's name is not repeated, it may be a secret.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "staff", "account", "organization", "audit", "shell", "export" })
package org.secondstep.auditview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
