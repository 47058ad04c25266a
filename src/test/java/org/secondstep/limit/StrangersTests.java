package org.secondstep.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Requests;
import org.secondstep.support.SettableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One account under attack from 200 addresses, each of which tries before its owner does,
 * every half minute.
 */
@PortalTest
@Tag("database")
class StrangersTests {

	private static final int ADDRESSES = 200;

	private static final Duration ROUND = Duration.ofSeconds(30);

	/** Guesses an hour that docs/security.md promises at most. */
	private static final int MOST_AN_HOUR = 50 + 120 + 4 * Guesses.MOST_AFTER_WAIT;

	@Autowired
	People people;

	@Autowired
	Guesses guesses;

	@Autowired
	LinkCookie link;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@BeforeEach
	void rest() {
		this.clock.forward(Duration.ofDays(2));
	}

	@Test
	void letsTheOwnerInWithinFifteenMinutesOfAnHourOfAttack_K3_3() {
		String emma = this.people.employee().username();
		MockHttpServletRequest afterLink = afterLink(emma, "203.0.113.2");
		Map<String, Integer> judgedAt = new HashMap<>();
		int guesses = 0;

		for (int round = 0; round < 120; round++) {
			guesses += attack(emma);
			if (round >= 40 && this.guesses.reserve(emma, Requests.from("203.0.113.1"))) {
				judgedAt.putIfAbsent("new browser", round);
			}
			if (round >= 60 && this.guesses.reserve(emma, afterLink)) {
				judgedAt.putIfAbsent("after a mailed link", round);
			}
			if (round >= 60 && this.guesses.reserveUnguessable(emma, Requests.from("203.0.113.3"))) {
				judgedAt.putIfAbsent("first time, with a pass", round);
			}
			this.clock.forward(ROUND);
		}

		assertThat(judgedAt.remove("new browser")).isBetween(40, 70);
		assertThat(judgedAt).isEqualTo(Map.of("after a mailed link", 60, "first time, with a pass", 60));
		assertThat(guesses).isBetween(ADDRESSES, MOST_AN_HOUR);
	}

	@Test
	void believesALinkOfTheAccountForADayAndNoOther_K3_3() {
		String emma = this.people.employee().username();
		MockHttpServletRequest ofAnother = afterLink(this.people.employee().username(), "203.0.113.5");
		MockHttpServletRequest own = afterLink(emma, "203.0.113.6");
		attack(emma);

		boolean stranger = this.guesses.reserve(emma, ofAnother);
		boolean owner = this.guesses.reserve(emma, own);
		this.clock.forward(Duration.ofDays(1));
		attack(emma);
		boolean late = this.guesses.reserve(emma, own);

		assertThat(List.of(stranger, owner, late)).containsExactly(false, true, false);
	}

	@Test
	void judgesAnUnknownAccountAlikeWhileAttacked_A01_K3_3() {
		List<Boolean> known = answers(this.people.employee().username());
		this.clock.forward(Duration.ofDays(2));
		List<Boolean> unknown = answers("nobody-33@nowhere.example");

		assertThat(unknown).isEqualTo(known).contains(true, false);
	}

	@Test
	void takesAtMostSoManyGuessesFromAnyNumberOfAddresses_K3_3() {
		String emma = this.people.employee().username();
		attack(emma);
		List<MockHttpServletRequest> many = IntStream.range(0, Guesses.MOST_AFTER_WAIT + 20)
			.mapToObj((i) -> Requests.from("198.51." + (101 + i / 200) + "." + i % 200))
			.toList();
		many.forEach((each) -> this.guesses.reserve(emma, each));
		this.clock.forward(Guesses.LONGEST_WAIT);
		attack(emma);

		long judged = many.stream().filter((each) -> this.guesses.reserve(emma, each)).count();
		this.clock.forward(Guesses.LONGEST_WAIT);
		attack(emma);

		assertThat(judged).isLessThan(Guesses.MOST_AFTER_WAIT);
		assertThat(this.guesses.reserve(emma, many.get(many.size() - 1))).isTrue();
	}

	@Test
	void keepsAtMostThreeHundredNamesOfAnAddressInAWindow_K3_2() {
		int before = rows();
		for (int address = 0; address < 3; address++) {
			for (int name = 0; name < 500; name++) {
				guess("made-up-" + address + "-" + name + "@nowhere.example", Requests.from("192.0.2.4" + address));
			}
		}

		int grown = rows() - before;
		System.out.println("Rows for 1500 made-up names from 3 addresses: " + grown);
		assertThat(grown).isEqualTo(3 * (2 * 300 + 1));
	}

	/**
	 * @return how many guesses were judged
	 */
	private int attack(String account) {
		return (int) IntStream.range(0, ADDRESSES)
			.filter((i) -> guess(account, Requests.from("198.51.100." + i)))
			.count();
	}

	private boolean guess(String account, MockHttpServletRequest request) {
		boolean judged = this.guesses.reserve(account, request);
		if (judged) {
			this.guesses.missed(request);
		}
		return judged;
	}

	private List<Boolean> answers(String account) {
		List<Boolean> answers = new ArrayList<>();
		for (int round = 0; round < 35; round++) {
			attack(account);
			answers.add(this.guesses.reserve(account, Requests.from("203.0.113.4")));
			this.clock.forward(ROUND);
		}
		return answers;
	}

	private MockHttpServletRequest afterLink(String account, String address) {
		MockHttpServletRequest request = Requests.from(address);
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.link.mark(account, response);
		request.setCookies(response.getCookies());
		return request;
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from password_attempts").query(Integer.class).single();
	}

}
