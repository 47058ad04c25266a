package org.secondstep.job;

import java.time.Instant;

/**
 * Why the last run of a job failed.
 *
 * @param reference stands in the log beside the cause
 * @param node that ran it
 */
public record JobFailure(Instant at, Reason reason, String reference, String node) {

	public enum Reason {

		/** The node stopped, or lost the database, in the middle of a run. */
		CUT_OFF,

		/** The database could not be reached, or refused a statement. */
		DATABASE,

		/** Something else; the log has the stack trace. */
		UNEXPECTED

	}

}
