package org.secondstep.session;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a sign-in lasts. A session that nobody uses ends after
 * <code>spring.session.timeout</code>.
 *
 * @param longest after this time the password is asked again, however busy the session
 * @param staying the same for sessions that stay signed in, also when nobody uses them
 */
@Validated
@ConfigurationProperties("secondstep.session")
record SessionProperties(@DurationMin(minutes = 15) @DurationMax(days = 31) @DefaultValue("12h") Duration longest,
		@DurationMin(minutes = 15) @DurationMax(days = 365) @DefaultValue("30d") Duration staying) {

	Duration longest(SignedIn signedIn) {
		return signedIn.staying() ? this.staying : this.longest;
	}

}
