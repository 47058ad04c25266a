package org.secondstep.shell;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MomentTests {

	@ParameterizedTest
	@CsvSource({ "2026-09-01T08:41:35Z, 2026-09-01T08:42:00Z, '1 September 2026, 10:42'",
			"2026-09-01T08:41:00.000001Z, 2026-09-01T08:42:00Z, '1 September 2026, 10:42'",
			"2026-09-01T08:41:00Z, 2026-09-01T08:41:00Z, '1 September 2026, 10:41'",
			"2026-12-31T22:59:30Z, 2026-12-31T23:00:00Z, '1 January 2027, 00:00'" })
	void isNeverBeforeWhatItTellsOf(Instant instant, String iso, String text) {
		Moment moment = Moment.notBefore(instant, ZoneId.of("Europe/Brussels"), Locale.ENGLISH);

		assertThat(moment).isEqualTo(new Moment(iso, text));
	}

}
