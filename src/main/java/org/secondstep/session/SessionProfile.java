package org.secondstep.session;

import java.time.Instant;

/**
 * One of an account's sessions, for its owner and for staff.
 *
 * @param id names the session in lists; it is no session id and opens nothing
 * @param complete whether a second step was done or a ticket shown in it
 */
public record SessionProfile(String id, String browser, String system, String address, Instant signedInAt,
		Instant lastSeenAt, boolean current, boolean staying, boolean complete) {

}
