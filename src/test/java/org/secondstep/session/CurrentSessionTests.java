package org.secondstep.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a sign-in lasts.
 */
class CurrentSessionTests {

	private static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

	private final CurrentSession session = new CurrentSession(
			new SessionProperties(Duration.ofHours(12), Duration.ofDays(30)), Clock.fixed(NOW, ZoneOffset.UTC));

	@ParameterizedTest
	@CsvSource({ "-PT12H, false", "-PT11H59M, true", "PT0S, true", "PT5M, true", "PT5M1S, false", "P2D, false" })
	void isOverAfterItsTimeAndWhenItBeganWhileTheClockWasAhead_K5_4(Duration ahead, boolean good) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		SignedIn.PART.keep(SignedIn.byPassword(UUID.randomUUID(), 1, NOW.plus(ahead),
				new SignedIn.Client("Firefox", "Linux", "192.0.2.1")), request);

		assertThat(this.session.signedIn(request).isPresent()).isEqualTo(good);
	}

}
