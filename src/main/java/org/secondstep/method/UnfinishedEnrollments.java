package org.secondstep.method;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What each kind of method tells of enrollments that somebody began and did not finish.
 */
public interface UnfinishedEnrollments {

	/**
	 * @return how the unfinished enrollment of this account stands, while its time is not
	 * over
	 */
	Optional<EnrollmentProgress> progress(UUID account);

	/**
	 * @return when that enrollment was begun
	 */
	default Optional<Instant> unfinishedSince(UUID account) {
		return progress(account).map(EnrollmentProgress::startedAt);
	}

}
