package org.secondstep.limit;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the password page beside the waits per account, which are fixed.
 *
 * @param addressFailures wrong passwords from one client address, over all accounts,
 * after which that address has to wait for the end of its window; an office shares one
 * address
 * @param addressWindow length of that window
 * @param addressLinks links to a new password that one client address may ask for in that
 * window
 */
@Validated
@ConfigurationProperties("secondstep.sign-in")
public record SignInProperties(@Min(1) @DefaultValue("300") int addressFailures,
		@DurationMin(minutes = 1) @DurationMax(days = 1) @DefaultValue("15m") Duration addressWindow,
		@Min(1) @DefaultValue("30") int addressLinks) {

}
