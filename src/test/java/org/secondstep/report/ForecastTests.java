package org.secondstep.report;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.status.EnrollmentStatus;
import org.secondstep.status.StatusCount;

import static org.assertj.core.api.Assertions.assertThat;

class ForecastTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 9, 30);

	@ParameterizedTest
	@CsvSource({ "1, 1, 2026-10-14", "14, 14, 2026-10-14", "15, 14, 2026-10-15", "10, 28, 2026-10-05",
			"366, 14, 2027-10-01" })
	void namesTheDayAtThePaceOfFourteenDays(long missing, long enrolled, LocalDate finish) {
		assertThat(new Forecast(missing, enrolled, TODAY).finish()).isEqualTo(finish);
	}

	@ParameterizedTest
	@CsvSource({ "5, 0", "0, 5", "367, 14", "100000, 1" })
	void namesNoDayWhenNothingMovesNobodyIsMissingOrItIsFar(long missing, long enrolled) {
		assertThat(new Forecast(missing, enrolled, TODAY).finish()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2026-10-01, 19", "2026-10-10, 10", "2026-10-20, 0", "2026-12-01, 0" })
	void tellsHowManyWillBeMissingWhenADayBegins(LocalDate day, long missing) {
		assertThat(new Forecast(20, 14, TODAY).missingOn(day)).isEqualTo(missing);
	}

	@Test
	void takesThePaceOfTheLastFourteenDaysTodayIncluded() {
		Tally tally = new Tally(List.of(enrolled(TODAY.minusDays(14), 100), enrolled(TODAY.minusDays(13), 3),
				enrolled(TODAY, 4), people(EnrollmentStatus.NOT_STARTED, 5), people(EnrollmentStatus.STARTED, 2)));

		Forecast forecast = Forecast.of(tally, TODAY);

		assertThat(forecast.enrolled()).isEqualTo(7);
		assertThat(forecast.missing()).isEqualTo(7);
	}

	@Test
	void waitsForNobodyWhoMayNotSignIn() {
		Tally tally = new Tally(List.of(people(EnrollmentStatus.DISABLED, 9), people(EnrollmentStatus.NOT_STARTED, 1),
				new StatusCount(UUID.randomUUID(), EnrollmentStatus.LOCKED, List.of("authenticator-app"), TODAY, 2)));

		assertThat(tally.missing()).isEqualTo(1);
		assertThat(tally.done()).isEqualTo(2);
		assertThat(tally.people()).isEqualTo(12);
	}

	@Test
	void drawsTheDaysTheForecastAndTheMandatoryDate() {
		Tally tally = new Tally(List.of(enrolled(TODAY.minusDays(200), 1), enrolled(TODAY.minusDays(3), 2),
				enrolled(TODAY, 4), people(EnrollmentStatus.NOT_STARTED, 3)));

		Chart chart = Chart.of(tally, Forecast.of(tally, TODAY), TODAY.plusDays(10));

		assertThat(chart.bars()).as("the second day is the tallest").containsSubsequence("v-28.0", "v-56.0");
		assertThat(chart.done()).as("1 of 10 before, all 7 in the end").startsWith("M8.0 152V140.0").contains("V68.0H");
		assertThat(chart.pace()).as("up to everybody").endsWith(" 32.0");
		assertThat(chart.mandatory()).isGreaterThan(chart.today());
	}

	@Test
	void drawsNothingThatIsNotKnownOrTooFar() {
		Tally nobody = new Tally(List.of());

		Chart chart = Chart.of(nobody, Forecast.of(nobody, TODAY), TODAY.plusDays(121));

		assertThat(chart.bars()).isEmpty();
		assertThat(chart.pace()).isNull();
		assertThat(chart.mandatory()).isNull();
	}

	private static StatusCount enrolled(LocalDate day, long people) {
		return new StatusCount(UUID.randomUUID(), EnrollmentStatus.ENROLLED, List.of("authenticator-app"), day, people);
	}

	private static StatusCount people(EnrollmentStatus status, long people) {
		return new StatusCount(UUID.randomUUID(), status, List.of(), null, people);
	}

}
