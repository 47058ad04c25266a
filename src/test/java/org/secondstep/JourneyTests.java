package org.secondstep;

import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class JourneyTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Test
	void leadsFromTheGuideToCongratulationsAndBackInWithACode() {
		AccountProfile emma = this.people.employee();
		Visitor visitor = this.doorway.withPassword(emma);

		Phone phone = this.doorway.enroll(visitor);
		Answer done = visitor.get("/security-info/authenticator-app/done");
		Visitor again = this.doorway.withPassword(emma);
		String before = again.landing("/overview");
		Answer verified = again.post("/sign-in/verify", "code", phone.code());

		assertThat(done.heading()).isEqualTo("Congratulations");
		assertThat(before).isEqualTo("/sign-in/verify");
		assertThat(verified.location()).isEqualTo("/sign-in/stay-signed-in");
		assertThat(again.get("/overview").heading()).isEqualTo("Overview");
	}

}
