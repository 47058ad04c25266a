package org.secondstep.authenticator;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.RememberedEvent;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.otp.Totp;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clock once was ahead, and what was spent or counted then lies in the future.
 */
@PortalTest
@Tag("database")
class ClockJumpTests {

	private static final String VERIFY = "/sign-in/verify";

	private static final String GO_ON = "/sign-in/stay-signed-in";

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	Audit audit;

	@Autowired
	JdbcClient jdbc;

	AccountProfile emma;

	Phone phone;

	@BeforeEach
	void enroll() {
		this.emma = this.people.employee(this.people.organization(MfaPolicy.VOLUNTARY));
		this.phone = this.doorway.enroll(this.doorway.withPassword(this.emma));
	}

	@Test
	void acceptsRightCodesAgainAfterTheClockWasDaysAhead_K5_4() {
		lastStepAhead(Duration.ofDays(2));
		Visitor visitor = half();
		String code = this.phone.code();

		assertThat(visitor.post(VERIFY, "code", code).location()).isEqualTo(GO_ON);
		assertThat(half().post(VERIFY, "code", code).location()).isEmpty();
		this.clock.nextCode();
		assertThat(half().post(VERIFY, "code", this.phone.code()).location()).isEqualTo(GO_ON);
		assertThat(this.audit.about(this.emma.id(), 50)).extracting(RememberedEvent::action)
			.containsOnlyOnce(AuditAction.CODES_ACCEPTED_AGAIN);
	}

	@ParameterizedTest
	@CsvSource({ "P2D, The next right code is accepted", "PT4M, codes are refused as already used", "PT30S, ''" })
	void tellsStaffBeforeAnyCodeIsTyped_K5_4(Duration ahead, String reason) {
		Visitor staff = this.doorway
			.withPassword(this.people.account("Hugo", this.emma.organization(), Set.of(Role.EMPLOYEE, Role.HELPDESK)));
		this.doorway.enroll(staff);
		lastStepAhead(ahead);

		String page = staff.get("/helpdesk/accounts/" + this.emma.id()).body();

		assertThat(page.contains("clock was ahead")).isEqualTo(!reason.isEmpty());
		assertThat(page).contains(reason);
	}

	@Test
	void tellsStaffNothingMoreOnceACodeWasAccepted_K5_4() {
		Visitor staff = this.doorway
			.withPassword(this.people.account("Hugo", this.emma.organization(), Set.of(Role.EMPLOYEE, Role.HELPDESK)));
		this.doorway.enroll(staff);
		lastStepAhead(Duration.ofDays(2));
		half().post(VERIFY, "code", this.phone.code());

		assertThat(staff.get("/helpdesk/accounts/" + this.emma.id()).body()).doesNotContain("clock was ahead");
	}

	@Test
	void acceptsSuchACodeOnceHoweverManySendIt_K5_4() throws Exception {
		lastStepAhead(Duration.ofDays(2));
		String code = this.phone.code();
		List<Callable<Answer>> requests = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Visitor visitor = half();
			requests.add(() -> visitor.post(VERIFY, "code", code));
		}

		List<Answer> answers = Race.of(requests);

		assertThat(answers.stream().filter((answer) -> answer.location().equals(GO_ON))).hasSize(1);
	}

	@Test
	void bringsNoSpentCodeBackWhenTheClockIsPutBackALittle_K5_4() {
		lastStepAhead(Duration.ofMinutes(4));

		assertThat(half().post(VERIFY, "code", this.phone.code()).location()).isEmpty();
		this.clock.forward(Duration.ofMinutes(5));
		assertThat(half().post(VERIFY, "code", this.phone.code()).location()).isEqualTo(GO_ON);
	}

	@Test
	void endsWaitsThatBeganWhileTheClockWasAhead_K5_4() {
		this.jdbc.sql("update second_step_attempts set failures = 7, blocked_until = ? where account_id = ?")
			.params(Timestamp.from(this.clock.instant().plus(Duration.ofDays(2))), this.emma.id())
			.update();

		assertThat(half().post(VERIFY, "code", this.phone.code()).location()).isEqualTo(GO_ON);
	}

	@Test
	void endsWaitsForThePasswordThatBeganWhileTheClockWasAhead_K5_4() {
		List<String> others = this.jdbc.sql("select attempt_key from password_attempts union select '-'")
			.query(String.class)
			.list();
		for (int i = 0; i < 7; i++) {
			this.doorway.withWrongPassword(this.emma.username());
		}
		assertThat(half().post(VERIFY, "code", this.phone.code()).location()).isEqualTo("/sign-in");
		Timestamp ahead = Timestamp.from(this.clock.instant().plus(Duration.ofDays(2)));
		this.jdbc
			.sql("update password_attempts set blocked_until = :ahead, updated_at = :ahead"
					+ " where attempt_key not in (:others)")
			.param("ahead", ahead)
			.param("others", others)
			.update();

		assertThat(half().post(VERIFY, "code", this.phone.code()).location()).isEqualTo(GO_ON);
	}

	private Visitor half() {
		Visitor visitor = this.doorway.withPassword(this.emma);
		visitor.get(VERIFY);
		return visitor;
	}

	private void lastStepAhead(Duration ahead) {
		this.jdbc
			.sql("update authenticator_app set last_step = ? where method_id in"
					+ " (select id from sign_in_method where account_id = ?)")
			.params(Totp.stepAt(this.clock.instant().plus(ahead)), this.emma.id())
			.update();
	}

}
