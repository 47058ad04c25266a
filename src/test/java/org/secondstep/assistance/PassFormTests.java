package org.secondstep.assistance;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PassFormTests {

	private static final Instant NOW = Instant.parse("2027-03-20T08:00:00Z");

	@Test
	void startsAtNoTimeThatTheClocksLeaveOut_D09() {
		assertThat(startsAt("2027-03-28T01:59")).contains(Instant.parse("2027-03-28T00:59:00Z"));
		assertThat(startsAt("2027-03-28T02:30")).isEmpty();
		assertThat(startsAt("2027-03-28T03:00")).contains(Instant.parse("2027-03-28T01:00:00Z"));
	}

	private static Optional<Instant> startsAt(String time) {
		return new PassForm(null, null, time, "1", null).startsAt(ZoneId.of("Europe/Brussels"), NOW);
	}

}
