package org.secondstep.securityinfo;

import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@PortalTest
class DevicesTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	SignInMethods methods;

	AccountProfile emma;

	Visitor here;

	Visitor there;

	@BeforeEach
	void signInTwice() {
		this.emma = this.people.employee();
		this.here = this.doorway.withPassword(this.emma);
		Phone phone = this.doorway.enroll(this.here);
		this.there = this.doorway.withBothSteps(this.emma, phone);
	}

	@Test
	void listsWhereThePersonIsSignedIn_E07() {
		Answer page = this.here.get("/devices");

		assertThat(page.body()).containsOnlyOnce("This device").contains("Firefox on Linux");
		assertThat(ends(page)).hasSize(1);
	}

	@Test
	void endsAnotherDevice_E07() {
		String id = ends(this.here.get("/devices")).get(0);

		Answer answer = this.here.post("/devices/" + id + "/end");

		assertThat(answer.location()).isEqualTo("/devices");
		assertThat(this.there.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.here.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void leadsBackToTheListWhoeverPressesTwice_E07() {
		String end = "/devices/" + ends(this.here.get("/devices")).get(0) + "/end";
		this.here.post(end);

		Answer again = this.here.post(end);

		assertThat(again.location()).isEqualTo("/devices");
		assertThat(this.here.get("/devices").status()).isEqualTo(200);
		assertThat(this.here.post(end.replace("/end", "0/end")).status()).isEqualTo(404);
	}

	@Test
	void endsAllOtherDevices_E07() {
		this.here.get("/devices");

		this.here.post("/devices/end-others");

		assertThat(this.there.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.here.landing("/overview")).isEqualTo("/overview");
	}

	@RepeatedTest(5)
	void endsAllOtherDevicesOnceWhoeverPressesTwiceAtOnce_I15() throws Exception {
		this.here.get("/devices");

		Race.of(Collections.nCopies(2, () -> this.here.post("/devices/end-others")));

		assertThat(this.there.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.here.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void endsThemWithAMethodThatIsTakenAway_C19() {
		String remove = "/security-info/methods/" + this.methods.of(this.emma.id()).get(0).id() + "/remove";
		this.here.get(remove);

		this.here.post(remove);

		assertThat(this.there.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.here.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void leavesTheDevicesOfOthersAlone_D04() {
		String foreign = ends(this.here.get("/devices")).get(0);
		Visitor carol = this.doorway.withPassword(this.people.employee());

		Answer answer = carol.post("/devices/" + foreign + "/end");

		assertThat(answer.location()).isEqualTo("/devices");
		assertThat(this.there.landing("/overview")).isEqualTo("/overview");
	}

	@Test
	void showsIdsThatAreNoCookies_E07() {
		String id = ends(this.here.get("/devices")).get(0);
		Visitor thief = this.doorway.visitor();
		String cookie = this.there.cookie("SESSION").orElseThrow();

		thief.setCookie("SESSION", id);

		assertThat(thief.landing("/overview")).isEqualTo("/sign-in");
		assertThat(this.here.get("/devices").body()).doesNotContain(cookie);
	}

	private static List<String> ends(Answer page) {
		Matcher matcher = Pattern.compile("/devices/([^/\"]+)/end\"").matcher(page.body());
		return matcher.results().map((result) -> result.group(1)).toList();
	}

}
