/**
 * How far the organizations are: live numbers, the pace, and when everybody will be
 * enrolled. Every number leads to the people it counts, so its filter must be one of the
 * helpdesk's searches. Counts nothing itself and keeps no copy.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "helpdesk", "staff", "status", "method", "account", "organization", "audit", "shell" })
package org.secondstep.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
