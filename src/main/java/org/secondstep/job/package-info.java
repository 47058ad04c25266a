/**
 * Everything that runs by itself. A feature declares a {@link org.secondstep.job.Job} as
 * a bean; this package runs it when it is due: once in the cluster, on whichever node
 * comes first, or on every node. Another node takes over what a dead node was doing, so a
 * step can run twice; what must never happen twice is decided by a row of its feature.
 * <p>
 * May use the database and nothing of the portal. Must never know what a job does.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "console" })
package org.secondstep.job;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
