/**
 * Shows whether the audit is whole: the command <code>audit verify</code>, and the daily
 * anchors that it compares with. Reads only; judges what was stored by what the hashes
 * say.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "console", "job", "secret" })
package org.secondstep.auditcheck;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
