package org.secondstep.status;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.Role;

/**
 * How far an account is, as staff may know it.
 *
 * @param methods number of registered methods
 * @param kinds keys of their kinds, each once, sorted
 * @param step the newest step of the guide (6 to 8) that the person saw, and when
 * @param startedAt when the unfinished enrollment was begun
 * @param wrongCodes typed since then
 * @param diagnosis why the newest of them was wrong: the last part of a message's key
 * @param diagnosisValue what that names, for example seconds; never a code
 * @param enrolledAt when the first of the present methods was registered
 * @param enrolledBefore whether there ever was a method
 * @param lastSignInAt when the person last got in, with every step that was needed
 * @param lastRefusedAt when a password or an answer was last refused
 * @param failures wrong answers to the second step in a row
 * @param waitsUntil no answer is judged before, if that is still to come
 * @param sortName by which people stand in order
 */
public record StatusProfile(UUID accountId, String username, String displayName, UUID organizationId,
		String organization, Set<Role> roles, EnrollmentStatus status, int methods, List<String> kinds,
		@Nullable Integer step, @Nullable Instant stepAt, @Nullable Instant startedAt, int wrongCodes,
		@Nullable String diagnosis, @Nullable String diagnosisValue, @Nullable Instant enrolledAt,
		boolean enrolledBefore, @Nullable Instant lockedAt, @Nullable Instant lastSignInAt,
		@Nullable Instant lastRefusedAt, int failures, @Nullable Instant waitsUntil, String sortName) {
}
