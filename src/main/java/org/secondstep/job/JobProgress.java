package org.secondstep.job;

/**
 * How far a job is.
 *
 * @param done of the total
 */
public record JobProgress(long done, long total) {

}
