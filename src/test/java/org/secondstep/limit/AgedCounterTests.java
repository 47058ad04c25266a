package org.secondstep.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.Requests;
import org.secondstep.support.SettableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts at the same moment on a counter whose window is over: it begins anew, with the
 * number that was read of the old one.
 */
@PortalTest
@Tag("database")
class AgedCounterTests {

	private static final int AT_ONCE = 24;

	private static final Duration AGE = Duration.ofHours(25);

	@Autowired
	Limits limits;

	@Autowired
	Guesses guesses;

	@Autowired
	DeviceCookie device;

	@Autowired
	People people;

	@Autowired
	SettableClock clock;

	@Autowired
	CounterStore counters;

	@Autowired
	JdbcClient jdbc;

	/**
	 * Every number and window that the portal uses.
	 */
	@ParameterizedTest
	@CsvSource({ "caller-code, 5, P1D", "caller, 60, PT15M", "links, 30, PT15M", "link-device, 3, PT1H",
			"link of client, 3, PT1H", "link of all, 5, PT15M", "waited, 250, PT15M", "alarm, 1, PT1H" })
	void admitsNoMoreThanTheWindowAllows_K3_1(String use, int most, Duration window) throws Exception {
		String key = "test:" + UUID.randomUUID();
		for (int old = 0; old < Math.min(most, 2); old++) {
			this.limits.admit(key, most, window);
		}
		this.clock.forward(AGE);

		List<Boolean> admitted = Race.of(Collections.nCopies(AT_ONCE, () -> this.limits.admit(key, most, window)));

		assertThat(Collections.frequency(admitted, true)).as(use).isEqualTo(Math.min(most, AT_ONCE));
		assertThat(counted(key)).as(use).isEqualTo(Math.min(most, AT_ONCE));
	}

	@RepeatedTest(3)
	void judgesNoMorePasswordsThanWithoutWaiting_K3_1() throws Exception {
		String emma = this.people.employee().username();

		assertThat(judged(() -> this.guesses.reserve(emma, Requests.from("192.0.2.20")))).isEqualTo(5);
	}

	@RepeatedTest(3)
	void judgesNoMorePassesThanWithoutWaiting_K3_1() throws Exception {
		String emma = this.people.employee().username();

		assertThat(judged(() -> this.guesses.reserveUnguessable(emma, Requests.from("192.0.2.21")))).isEqualTo(5);
	}

	@RepeatedTest(3)
	void judgesNoMorePasswordsOfTheOwnersDevice_K3_1() throws Exception {
		String emma = this.people.employee().username();
		MockHttpServletRequest owners = Requests.from("192.0.2.22", emma, this.device);

		assertThat(judged(() -> this.guesses.reserve(emma, owners))).isEqualTo(5);
	}

	@RepeatedTest(3)
	void countsEveryFailureOfAnAddress_K3_1() throws Exception {
		Callable<Boolean> failure = () -> {
			this.guesses.missed(Requests.from("192.0.2.23"));
			return true;
		};
		failure.call();
		this.clock.forward(AGE);

		Race.of(Collections.nCopies(AT_ONCE, failure));

		assertThat(counted("address:192.0.2.23")).isEqualTo(AT_ONCE);
	}

	@RepeatedTest(3)
	void endsAWaitOnce_K3_1() throws Exception {
		String key = "test:" + UUID.randomUUID();
		this.limits.outwait(key, Duration.ofMinutes(15));
		this.clock.forward(AGE);

		List<Boolean> over = Race
			.of(Collections.nCopies(AT_ONCE, () -> this.limits.outwait(key, Duration.ofMinutes(15))));

		assertThat(over).containsOnlyOnce(true);
	}

	/**
	 * As when another attempt began the window between what was read and what is written.
	 */
	@Test
	void changesNoCounterThatBeganAnewMeanwhile_K3_1() {
		String key = "test:" + UUID.randomUUID();
		Instant begun = this.clock.instant().truncatedTo(ChronoUnit.MICROS);
		Instant read = begun.minus(AGE);
		this.counters.insert(key, new Counter(1, begun, begun));

		boolean added = this.counters.add(key, read, 5, begun);
		boolean replaced = this.counters.replace(key, new Counter(1, begun, read), new Counter(1, begun, begun));

		assertThat(List.of(added, replaced)).containsOnly(false);
		assertThat(counted(key)).isOne();
		assertThat(this.counters.add(key, begun, 5, begun)).isTrue();
	}

	private int counted(String key) {
		return this.jdbc.sql("select failures from password_attempts where attempt_key = ?")
			.param(key)
			.query(Integer.class)
			.single();
	}

	/**
	 * @return how many of them were judged after a single one a day ago
	 */
	private int judged(Callable<Boolean> guess) throws Exception {
		guess.call();
		this.clock.forward(AGE);
		return Collections.frequency(Race.of(Collections.nCopies(AT_ONCE, guess)), true);
	}

}
