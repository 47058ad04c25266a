package org.secondstep.signin;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a browser is known by, and to whom.
 */
@PortalTest
class DeviceMarkTests {

	private static final String STAY = "/sign-in/stay-signed-in";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	TemporaryPasses passes;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	@BeforeEach
	void invent() {
		this.emma = this.people.employee();
	}

	@Test
	void tellsTheOwnerOfAThiefWhoMarkedADeviceByThePasswordAlone_C19() {
		Visitor thief = this.doorway.withPassword(this.emma);
		thief.get(STAY);
		thief.post(STAY, "answer", "no", "dontShowAgain", "true");
		Phone phone = this.doorway.enroll(this.doorway.withPassword(this.emma));

		String first = signIn(thief, phone);
		int told = newDevices();
		String second = signIn(thief, phone);

		assertThat(first).isEqualTo("/overview");
		assertThat(told).isOne();
		assertThat(second).isEqualTo("/overview");
		assertThat(newDevices()).isOne();
	}

	@Test
	void tellsNobodyOfTheBrowserInWhichTheMethodWasProven() {
		Visitor visitor = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(visitor);
		visitor.post("/sign-out");

		String next = signIn(visitor, phone);

		assertThat(next).isEqualTo(STAY);
		assertThat(newDevices()).isZero();
	}

	@Test
	void tellsTheOwnerOfABrowserThatCameInByAPass_C19() {
		Instant now = this.clock.instant();
		String pass = this.passes
			.issue(this.emma, this.people.helpdesk(this.emma.organization()).subject(), now,
					now.plus(Duration.ofHours(1)), false, "INC-7")
			.text();
		Visitor visitor = this.doorway.withPassword(this.emma);
		visitor.get("/sign-in/verify");
		visitor.post("/sign-in/verify", "code", pass);
		Phone phone = this.doorway.enroll(visitor);
		this.doorway.enroll(visitor);
		visitor.post("/sign-out");

		String next = signIn(visitor, phone);

		assertThat(next).isEqualTo(STAY);
		assertThat(newDevices()).isOne();
	}

	@Test
	void asksWhoeverHasNoMethodNoMoreWhereThatWasChosen() {
		Visitor visitor = this.doorway.withPassword(this.emma);
		String asked = visitor.landing(STAY);
		visitor.post(STAY, "answer", "no", "dontShowAgain", "true");
		visitor.post("/sign-out");
		visitor.get("/sign-in");

		String next = visitor.post("/sign-in/password", "username", this.emma.username(), "password", People.PASSWORD)
			.location();

		assertThat(asked).isEqualTo(STAY);
		assertThat(next).isEqualTo("/security-info");
	}

	@ParameterizedTest
	@CsvSource({ "yes, In this browser you stay signed in", "no, In this browser you do not stay signed in" })
	void asksAgainWhereItsOwnerWantsThat(String answer, String told) {
		Visitor visitor = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(visitor);
		Answer before = visitor.get("/devices");
		visitor.post(STAY, "answer", answer, "dontShowAgain", "true");
		Answer chosen = visitor.get("/devices");

		String next = visitor.post("/devices/ask-again").location();
		Answer after = visitor.get(next);
		visitor.post("/sign-out");

		assertThat(before.body()).doesNotContain("/devices/ask-again");
		assertThat(chosen.body()).contains(told, "/devices/ask-again");
		assertThat(after.body()).contains("you are asked again").doesNotContain("/devices/ask-again");
		assertThat(signIn(visitor, phone)).isEqualTo(STAY);
		assertThat(newDevices()).isZero();
	}

	private String signIn(Visitor visitor, Phone phone) {
		visitor.signIn(this.emma.username(), People.PASSWORD);
		visitor.get("/sign-in/verify");
		String next = visitor.post("/sign-in/verify", "code", phone.code()).location();
		this.clock.nextCode();
		return next;
	}

	private int newDevices() {
		return this.jdbc
			.sql("select count(*) from audit_entry where action = 'SIGNED_IN_ON_NEW_DEVICE' and account_id = ?")
			.param(this.emma.id())
			.query(Integer.class)
			.single();
	}

}
