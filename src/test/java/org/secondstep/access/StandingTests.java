package org.secondstep.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.Tickets;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class StandingTests {

	private static final Instant NOON = Instant.parse("2026-09-01T12:00:00Z");

	private final AccountProfile emma = mock();

	private final SignInMethods methods = mock();

	private final Tickets tickets = mock();

	/**
	 * A second step two days ahead would stay fresh for two days.
	 */
	@ParameterizedTest
	@CsvSource({ "-600, true", "-601, false", "0, true", "300, true", "301, false", "172800, false" })
	void takesNoSecondStepForFreshThatWasDoneWhileTheClockWasAhead_K5_4(long seconds, boolean fresh) {
		FactorGrantedAuthority secondStep = FactorGrantedAuthority.withAuthority(Factors.SECOND_STEP)
			.issuedAt(NOON.plusSeconds(seconds))
			.build();
		Standing standing = new Standing(this.emma, new TestingAuthenticationToken("emma", "", List.of(secondStep)),
				this.methods, this.tickets, Clock.fixed(NOON, ZoneOffset.UTC));

		assertThat(standing.secondStepWithin(Duration.ofMinutes(10))).isEqualTo(fresh);
	}

}
