package org.secondstep.method;

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

}
