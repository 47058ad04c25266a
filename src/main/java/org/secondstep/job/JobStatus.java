package org.secondstep.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a job stands.
 *
 * @param everywhere whether each node runs it for itself; then this is what the asked
 * node knows since its start
 * @param runningOn node that runs it now
 * @param lastRun end of the last run, whatever came of it; none if it never ran
 * @param failure of the last run; none if that went well
 * @param nextRun when it is due
 */
public record JobStatus(String name, boolean everywhere, @Nullable String runningOn, @Nullable Instant lastRun,
		@Nullable JobFailure failure, @Nullable Instant nextRun, @Nullable JobProgress progress) {

}
