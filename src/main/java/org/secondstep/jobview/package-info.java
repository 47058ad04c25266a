/**
 * Shows administrators what the portal does by itself, and runs a job of the cluster
 * before its time. Knows the names of jobs, not their work.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "job", "account", "organization", "audit", "shell" })
package org.secondstep.jobview;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
