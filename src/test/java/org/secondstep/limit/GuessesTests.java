package org.secondstep.limit;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.Requests;
import org.secondstep.support.SettableClock;

import org.springframework.transaction.support.TransactionOperations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who waits while somebody else is guessing.
 */
@PortalTest
class GuessesTests {

	private static final int MOST_OF_ADDRESS = 300;

	private static final int MOST_OF_ACCOUNT = 50;

	@Autowired
	People people;

	@Autowired
	Guesses guesses;

	@Autowired
	DeviceCookie device;

	@Autowired
	SettableClock clock;

	@Autowired
	TransactionOperations transaction;

	String emma;

	@BeforeEach
	void invent() {
		this.clock.forward(Duration.ofMinutes(16));
		this.emma = this.people.employee().username();
	}

	@Test
	void keepsTheOwnersDeviceOutOfAnAttackOnTheAccount_C10() {
		attackFromManyAddresses();

		assertThat(this.guesses.reserve(this.emma, Requests.from("192.0.2.1"))).isFalse();
		assertThat(this.guesses.reserve(this.emma, onOwnDevice("192.0.2.1"))).isTrue();
	}

	@Test
	void keepsTheOwnersDeviceOutOfAnAttackFromTheSameAddress_C10() {
		String office = "192.0.2.2";
		IntStream.range(0, MOST_OF_ADDRESS).forEach((i) -> this.guesses.missed(Requests.from(office)));

		assertThat(this.guesses.reserve(this.emma, Requests.from(office))).isFalse();
		assertThat(this.guesses.reserve(this.emma, onOwnDevice(office))).isTrue();
	}

	@Test
	void countsADeviceMarkedByThePasswordAloneAmongStrangers_C10_C19() {
		MockHttpServletRequest thiefs = Requests.from("192.0.2.5");
		MockHttpServletResponse marked = new MockHttpServletResponse();
		this.device.choose(this.emma, DeviceCookie.Choice.NO, thiefs, marked);
		thiefs.setCookies(marked.getCookies());
		attackFromManyAddresses();

		assertThat(this.guesses.reserve(this.emma, thiefs)).isFalse();
	}

	@Test
	void believesNoMarkThatWasEditedInventedOrIsAnothers_K5_8() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.device.choose(this.emma, DeviceCookie.Choice.ASK, new MockHttpServletRequest(), response);
		String mark = response.getCookies()[0].getValue();
		String another = this.people.employee().username();

		assertThat(this.device.owned(this.emma, onOwnDevice("192.0.2.7"))).isPresent();
		assertThat(this.device.owned(another, onOwnDevice("192.0.2.7"))).isEmpty();
		assertThat(this.device.owned(this.emma, marked(mark))).isEmpty();
		assertThat(this.device.owned(this.emma, marked(mark.replaceFirst("^a", "A")))).isEmpty();
		assertThat(this.device.owned(this.emma, marked("A" + "x".repeat(22) + "~test." + "x".repeat(43)))).isEmpty();
	}

	@Test
	void countsNothingAgainstWhoeverWaitsForOthers() {
		attackFromManyAddresses();
		this.clock.forward(Duration.ofSeconds(10));
		IntStream.range(0, 5).forEach((i) -> this.guesses.reserve(this.emma, Requests.from("192.0.2.3")));
		this.clock.forward(Duration.ofSeconds(21));

		assertThat(this.guesses.reserve(this.emma, Requests.from("192.0.2.3"))).isTrue();
	}

	@Test
	void letsADeviceWaitForItsOwnGuessesAndForNoOtherAccount_C10() {
		MockHttpServletRequest device = onOwnDevice("192.0.2.4");
		IntStream.range(0, 5).forEach((i) -> assertThat(this.guesses.reserve(this.emma, device)).isTrue());
		String another = this.people.employee().username();
		IntStream.range(0, 5).forEach((i) -> assertThat(this.guesses.reserve(another, device)).isTrue());

		assertThat(this.guesses.reserve(this.emma, device)).isFalse();
		assertThat(this.guesses.reserve(this.emma, Requests.from("192.0.2.4"))).isTrue();
		assertThat(this.guesses.reserve(another, Requests.from("192.0.2.4"))).isFalse();
	}

	@RepeatedTest(3)
	void countsAndForgetsAtOnceWithoutAnyoneWaitingForAnother_I16() throws Exception {
		Callable<Boolean> guess = () -> {
			boolean admitted = this.guesses.reserve(this.emma, Requests.from("192.0.2.6"));
			if (admitted) {
				this.transaction
					.executeWithoutResult((status) -> this.guesses.forget(this.emma, Requests.from("192.0.2.6")));
			}
			return admitted;
		};

		assertThat(Race.of(Collections.nCopies(12, guess))).contains(true);
	}

	private void attackFromManyAddresses() {
		for (int i = 0; i < MOST_OF_ACCOUNT; i++) {
			assertThat(this.guesses.reserve(this.emma, Requests.from("198.51.100." + i))).isTrue();
		}
	}

	private static MockHttpServletRequest marked(String mark) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("DEVICE", mark));
		return request;
	}

	private MockHttpServletRequest onOwnDevice(String address) {
		return Requests.from(address, this.emma, this.device);
	}

}
