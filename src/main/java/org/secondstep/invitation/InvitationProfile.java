package org.secondstep.invitation;

import java.time.Instant;

/**
 * The newest invitation of somebody who did not accept one yet.
 *
 * @param over whether its time is over
 */
public record InvitationProfile(Instant sentAt, Instant until, boolean over) {

}
