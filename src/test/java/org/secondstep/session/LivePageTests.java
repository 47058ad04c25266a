package org.secondstep.session;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page that asks by itself, while nobody may be there.
 */
@PortalTest
class LivePageTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SettableClock clock;

	@Autowired
	JdbcClient jdbc;

	@Test
	void prolongsNoSession() {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		Visitor staff = this.doorway.withPassword(hugo);
		this.doorway.enroll(staff);
		String progress = "/helpdesk/accounts/" + hugo.id() + "/progress";
		leaveFor(hugo, Duration.ofMinutes(30));
		long left = lastSeen(hugo);

		Answer live = live(staff, progress);
		long afterLive = lastSeen(hugo);
		staff.get(progress);

		assertThat(live.status()).isEqualTo(200);
		assertThat(afterLive).isEqualTo(left);
		assertThat(lastSeen(hugo)).isGreaterThan(left);
	}

	@Test
	void endsWithTheSession() {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		Visitor staff = this.doorway.withPassword(hugo);
		this.doorway.enroll(staff);
		leaveFor(hugo, Duration.ofMinutes(61));

		Answer live = live(staff, "/helpdesk/accounts/" + hugo.id() + "/progress");

		assertThat(live.location()).isEqualTo("/sign-in");
	}

	@Test
	void leadsNobodyToItsPartOfAPageAfterTheSignIn() {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		String person = "/helpdesk/accounts/" + hugo.id();
		Visitor staff = this.doorway.visitor();
		String wanted = staff.landing(person);
		live(staff, person + "/progress");
		staff.signIn(hugo.username(), People.PASSWORD);

		Answer answer = staff.post("/sign-in/stay-signed-in", "answer", "no");

		assertThat(wanted).isEqualTo("/sign-in");
		assertThat(answer.location()).isEqualTo(person);
	}

	@Test
	void forgetsNoFormThatWaitsToBeSent() {
		AccountProfile hugo = this.people.helpdesk(this.people.organization(MfaPolicy.VOLUNTARY));
		Visitor staff = this.doorway.withPassword(hugo);
		Phone phone = this.doorway.enroll(staff);
		staff.post("/sign-in/stay-signed-in", "answer", "yes");
		String progress = "/helpdesk/accounts/" + hugo.id() + "/progress";
		this.clock.forward(Duration.ofDays(hugo.organization().policy().promptDays()).plusSeconds(1));
		staff.get("/sign-in/verify");
		staff.post("/security-info/default", "id", "x");
		live(staff, progress);

		Answer answer = staff.post("/sign-in/verify", "code", phone.code());

		assertThat(answer.location()).isEqualTo("/sign-in/unsent-form");
	}

	private static Answer live(Visitor visitor, String path) {
		return visitor.send(visitor.request(path).header("X-Live", "true").build());
	}

	/**
	 * Spring Session has a clock of its own.
	 */
	private void leaveFor(AccountProfile account, Duration time) {
		this.jdbc.sql("""
				update spring_session set last_access_time = last_access_time - :time, expiry_time = expiry_time - :time
				where principal_name = :account""")
			.param("time", time.toMillis())
			.param("account", account.id().toString())
			.update();
	}

	private long lastSeen(AccountProfile account) {
		return this.jdbc.sql("select last_access_time from spring_session where principal_name = ?")
			.param(account.id().toString())
			.query(Long.class)
			.single();
	}

}
