package org.secondstep.method;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How an unfinished enrollment stands.
 *
 * @param diagnosis why the newest wrong code was not right: the last part of a message's
 * key, for example "clock-slow"
 * @param diagnosisValue what that explanation names, for example the seconds; never a
 * code
 */
public record EnrollmentProgress(Instant startedAt, @Nullable String diagnosis, @Nullable String diagnosisValue) {

	public static final EnrollmentProgress UNKNOWN = new EnrollmentProgress(Instant.EPOCH, null, null);

}
