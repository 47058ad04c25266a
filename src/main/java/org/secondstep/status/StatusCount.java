package org.secondstep.status;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * So many people have all of this in common.
 *
 * @param kinds keys of the kinds of method that they have
 * @param enrolledDay when they enrolled, by the day where they were
 */
public record StatusCount(UUID organization, EnrollmentStatus status, List<String> kinds,
		@Nullable LocalDate enrolledDay, long people) {
}
