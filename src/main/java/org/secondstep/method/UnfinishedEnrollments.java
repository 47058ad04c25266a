package org.secondstep.method;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What each kind of method tells of enrollments that somebody began and did not finish.
 */
public interface UnfinishedEnrollments {

	/**
	 * @return when the unfinished enrollment of this account was begun, while its time is
	 * not over
	 */
	Optional<Instant> unfinishedSince(UUID account);

}
