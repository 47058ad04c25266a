package org.secondstep.signin;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.CountedStatements;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stranger's request asks the database as often whatever account was typed, so that its
 * time tells nobody whether there is one.
 */
@PortalTest
@Import(CountedStatements.class)
@Tag("database")
class SameStepsTests {

	/** The last one is not judged any more. */
	private static final int GUESSES = 6;

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	AccountProfile emma;

	Phone phone;

	List<String> others;

	@BeforeEach
	void invent() {
		this.clock.forward(Duration.ofMinutes(16));
		this.emma = this.people.employee();
		this.phone = this.doorway.enroll(this.doorway.withPassword(this.emma));
		AccountProfile dan = this.people.employee();
		this.people.disable(dan);
		this.others = List.of("nobody-7f3@nowhere.example", this.people.employee().username(), dan.username(),
				this.people.newcomer(this.emma.organization()).username());
	}

	@Test
	void takesTheSameStepsForAWrongPasswordAndWhileWaiting_A01() {
		this.doorway.withWrongPassword("nobody-1a1@nowhere.example");

		assertSameSteps("/sign-in", "/sign-in/password", "password", "wrong");
	}

	@Test
	void takesTheSameStepsForACallersCode_A01() {
		this.doorway.visitor()
			.post("/caller-check/code", "username", "nobody-1a1@nowhere.example", "code", this.phone.wrongCode());

		assertSameSteps("/caller-check", "/caller-check/code", "code", this.phone.wrongCode());
	}

	private void assertSameSteps(String page, String path, String field, String typed) {
		List<Integer> ofEmma = steps(page, path, this.emma.username(), field, typed);

		for (String other : this.others) {
			assertThat(steps(page, path, other, field, typed)).as(other).isEqualTo(ofEmma);
		}
		assertThat(ofEmma).hasSize(GUESSES);
	}

	private List<Integer> steps(String page, String path, String account, String field, String typed) {
		Visitor visitor = this.doorway.visitor();
		visitor.get(page);
		return IntStream.range(0, GUESSES)
			.mapToObj((i) -> CountedStatements.during(() -> visitor.post(path, "username", account, field, typed)))
			.toList();
	}

}
