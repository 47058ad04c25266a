package org.secondstep.administration;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.SettableClock;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wrong passwords by client address, as administrators see and forget them.
 */
@PortalTest
@TestPropertySource(properties = "secondstep.sign-in.address-failures=4")
class AttemptsTests {

	private static final String PAGE = "/admin/attempts";

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

	AccountProfile ada;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.clock.forward(Duration.ofMinutes(16));
		this.ada = this.people.account("Ada Claes", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.visitor);
	}

	@Test
	void showsWhoWaitsAndLetsThemTryAgain() {
		AccountProfile emma = this.people.employee();
		for (int i = 0; i < 3; i++) {
			this.doorway.withWrongPassword(this.people.employee().username());
		}
		this.doorway.withWrongPassword("nobody@nowhere.example");
		String page = this.visitor.get(PAGE).body();
		String before = this.doorway.withPassword(emma).landing("/overview");

		this.visitor.post(PAGE, "key", "127.0.0.1");

		assertThat(page).containsPattern("(?s)127\\.0\\.0\\.1</th><td>4</td><td>3</td>.*Waits");
		assertThat(before).isEqualTo("/sign-in");
		assertThat(this.doorway.withPassword(emma).landing("/overview")).isEqualTo("/overview");
		assertThat(this.audit.about(this.ada.id(), 1)).singleElement().satisfies((entry) -> {
			assertThat(entry.action()).hasToString("CLIENT_ADDRESS_CLEARED");
			assertThat(entry.detail()).isEqualTo("127.0.0.1");
		});
	}

	@Test
	void showsANetworkAsPeopleWriteItAndNothingFromEarlierWindows() {
		count("address:20010db800000001", Duration.ZERO);
		count("address:192.0.2.7", Duration.ofMinutes(15));

		assertThat(this.visitor.get(PAGE).body()).contains("2001:db8:0:1::/64").doesNotContain("192.0.2.7");
	}

	@Test
	void clearsOnlyWithAFreshSecondStep_D07() {
		count("address:192.0.2.9", Duration.ZERO);
		this.visitor.get(PAGE);
		this.clock.forward(Duration.ofMinutes(11));

		assertThat(this.visitor.post(PAGE, "key", "192.0.2.9").location()).isEqualTo("/sign-in/verify");
		assertThat(this.jdbc.sql("select count(*) from password_attempts where attempt_key = 'address:192.0.2.9'")
			.query(Integer.class)
			.single()).isOne();
	}

	private void count(String key, Duration age) {
		Timestamp begun = Timestamp.from(this.clock.instant().minus(age));
		this.jdbc
			.sql("insert into password_attempts (attempt_key, failures, blocked_until, updated_at) values (?, 7, ?, ?)")
			.params(key, begun, begun)
			.update();
	}

}
