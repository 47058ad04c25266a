package org.secondstep.notice;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.method.MethodRemovals;
import org.secondstep.method.SignInMethods;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.Phone;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Race;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class OwnerNoticesTests extends PostOffice {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	SignInMethods methods;

	@Autowired
	MethodRemovals removals;

	AccountProfile emma;

	Visitor visitor;

	Phone phone;

	@BeforeEach
	void enroll() {
		this.emma = this.people.employee();
		this.visitor = this.doorway.withPassword(this.emma);
		this.phone = this.doorway.enroll(this.visitor);
	}

	@Test
	void tellsTheOwnerOfANewMethodOnce_B18() throws Exception {
		MimeMessage mail = await(this.emma, 1).get(0);

		assertThat(mail.getSubject()).isEqualTo("A sign-in method was added to your account");
		assertThat(mail.getFrom()[0]).hasToString("portal@portal.test");
		assertThat(mail.getAllRecipients()[0]).hasToString(this.emma.email());
		assertThat(text(mail)).contains(this.emma.displayName(), "Authenticator app", "http://portal.test",
				"desk@" + this.emma.organization().domains().get(0), this.emma.caseReference());
	}

	@Test
	void tellsTheOwnerOfEveryChange_B18() throws Exception {
		Phone second = this.doorway.enroll(this.visitor);
		UUID id = this.methods.of(this.emma.id()).get(1).id();
		this.visitor.get("/security-info");
		this.visitor.post("/security-info/methods/" + id + "/rename", "name", "Tablet");
		this.visitor.post("/security-info/default", "id", id.toString());
		this.visitor.post("/security-info/methods/" + id + "/remove");
		Visitor elsewhere = this.doorway.withBothSteps(this.emma, this.phone);

		List<MimeMessage> mails = await(this.emma, 6);

		assertThat(elsewhere.landing("/overview")).isEqualTo("/overview");
		assertThat(mails).hasSize(6);
		for (MimeMessage mail : mails) {
			assertThat(text(mail))
				.doesNotContain(second.key(), this.phone.key(), "token=", "otpauth", "http://localhost")
				.contains("If this was not you");
		}
	}

	@Test
	void tellsTheOwnerOfTheThirdWrongCode_B18() throws Exception {
		await(this.emma, 1);
		Visitor guesser = this.doorway.withPassword(this.emma);
		guesser.get("/sign-in/verify");
		guesser.post("/sign-in/verify", "code", this.phone.wrongCode());
		guesser.post("/sign-in/verify", "code", this.phone.wrongCode());
		int early = mailsTo(this.emma).size();
		guesser.post("/sign-in/verify", "code", this.phone.wrongCode());

		List<MimeMessage> mails = await(this.emma, 2);

		assertThat(early).isOne();
		assertThat(mails).hasSize(2);
		assertThat(text(mails.get(1))).contains("password").doesNotContain(this.phone.wrongCode());
	}

	@Test
	void tellsTheOwnerOnceOfManyWrongCodesAtOnce_B18() throws Exception {
		await(this.emma, 1);
		List<Visitor> guessers = Stream.generate(() -> this.doorway.withPassword(this.emma)).limit(4).toList();
		guessers.forEach((guesser) -> guesser.get("/sign-in/verify"));

		Race.of(guessers.stream()
			.<Callable<Answer>>map((guesser) -> () -> guesser.post("/sign-in/verify", "code", this.phone.wrongCode()))
			.toList());
		this.visitor.get("/security-info/check-code");
		this.visitor.post("/security-info/check-code", "code", this.phone.wrongCode());
		this.removals.reset(this.emma, false, this.people.helpdesk(this.emma.organization()).subject(), "Phone lost");

		assertThat(await(this.emma, 3)).filteredOn((mail) -> text(mail).contains("at least three wrong codes"))
			.hasSize(1);
	}

	@Test
	void tellsTheOwnerOfAThirdWrongCodeInTheCheck_B18() throws Exception {
		await(this.emma, 1);
		this.visitor.get("/security-info/check-code");
		for (int i = 0; i < 3; i++) {
			this.visitor.post("/security-info/check-code", "code", this.phone.wrongCode());
		}

		assertThat(text(await(this.emma, 2).get(1))).contains("at least three wrong codes");
	}

	@Test
	void escapesWhatStaffTypedWhereMailIsMarkup_F01() {
		String reason = "<script>alert(1)</script>";
		this.removals.reset(this.emma, false, this.people.helpdesk(this.emma.organization()).subject(), reason);

		MimeMessage mail = await(this.emma, 2).get(1);

		assertThat(html(mail)).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
		assertThat(text(mail)).contains(reason);
	}

	@Test
	void writesInTheOwnersLanguage_B18() throws Exception {
		await(this.emma, 1);
		this.visitor.get("/overview");
		this.visitor.post("/language", "language", "nl", "return", "/overview");
		UUID id = this.methods.of(this.emma.id()).get(0).id();
		this.visitor.get("/security-info");
		this.visitor.post("/security-info/methods/" + id + "/rename", "name", "Télefoon 📱");

		MimeMessage mail = await(this.emma, 2).get(1);

		assertThat(text(mail)).contains("Télefoon 📱").doesNotContain("If this was not you");
		assertThat(this.accounts.find(this.emma.id()).orElseThrow().language()).isEqualTo("nl");
	}

}
