package org.secondstep.invitation;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Invitations of new people.
 *
 * @param lifetime how long the link in the mail is good, one hour to 90 days
 */
@Validated
@ConfigurationProperties("secondstep.invitation")
record InvitationProperties(@DurationMin(hours = 1) @DurationMax(days = 90) @DefaultValue("7d") Duration lifetime) {

}
