package org.secondstep.bulkinvitation;

import java.util.Set;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From a search to the mails.
 */
class BulkInvitationTests extends PostOffice {

	private static final String NEW = "/admin/invitations/new";

	@Autowired
	org.secondstep.support.People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	Audit audit;

	@Autowired
	BulkWorker worker;

	OrganizationProfile company;

	AccountProfile ada;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.company = this.people.organization(MfaPolicy.VOLUNTARY);
		this.ada = this.people.account("Ada Claes", this.company, Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.visitor);
	}

	@Test
	void invitesAllThatASearchFindsInTheirLanguage_K7_3() throws Exception {
		AccountProfile nora = this.people.newcomer(this.company);
		AccountProfile mia = this.people.newcomer(this.company);
		this.accounts.speak(mia, "fr");
		AccountProfile gone = this.people.newcomer(this.company);
		this.people.disable(gone);
		String search = this.visitor.get("/helpdesk?organization=" + this.company.id()).body();
		String preview = this.visitor.get(NEW + "?organization=" + this.company.id()).body();
		assertThat(search).contains(NEW + "?organization=" + this.company.id(), "Invite these people");
		assertThat(preview).containsPattern("To be invited</dt><dd><strong>2<")
			.containsPattern("Left out: the account is disabled</dt><dd>1<")
			.containsPattern("Left out: has a password</dt><dd>1<")
			.contains("Invite 2 people");

		String watch = order(2).location();
		String before = this.visitor.get(watch).body();
		work();

		assertThat(before).contains("Under way", "0 of 2 people");
		assertThat(this.visitor.get(watch).body()).contains("Done", "2 of 2 people", NEW + "?bulk=");
		MimeMessage dutch = await(nora, 1).get(0);
		assertThat(dutch.getSubject()).isNotEqualTo(await(mia, 1).get(0).getSubject());
		assertThat(html(dutch)).contains("lang=\"nl\"");
		assertThat(html(mailsTo(mia).get(0))).contains("lang=\"fr\"");
		assertThat(this.audit.about(gone.id(), 50)).extracting((entry) -> entry.action().toString())
			.contains("ACCOUNT_DISABLED")
			.doesNotContain("INVITATION_SENT");
		assertThat(this.audit.about(this.ada.id(), 50))
			.filteredOn((entry) -> entry.action().toString().equals("INVITATIONS_ORDERED"))
			.singleElement()
			.satisfies((entry) -> assertThat(entry.detail()).startsWith("2 people: "));
		assertThat(this.audit.about(nora.id(), 50)).extracting((entry) -> entry.action().toString())
			.containsOnlyOnce("INVITATION_SENT");
	}

	@Test
	void invitesAgainThoseWhoDidNotCome_K7_3() {
		AccountProfile nora = this.people.newcomer(this.company);
		this.visitor.get(NEW + "?organization=" + this.company.id());
		String watch = order(1).location();
		work();
		String bulk = watch.substring(watch.lastIndexOf('/') + 1);

		assertThat(this.visitor.get(NEW + "?bulk=" + bulk).body()).containsPattern("To be invited</dt><dd><strong>0<")
			.contains("an invitation is still open");
		assertThat(this.visitor.get(NEW + "?bulk=" + bulk + "&again=true").body())
			.containsPattern("To be invited</dt><dd><strong>1<");
		this.visitor.post(NEW, "bulk", bulk, "again", "true", "number", UUID.randomUUID().toString(), "expected", "1",
				"language", "en");
		work();

		assertThat(await(nora, 2)).hasSize(2);
	}

	@Test
	void ordersOnceHoweverOftenTheFormIsSentAndNothingElseThanItShowed_K7_3() {
		AccountProfile nora = this.people.newcomer(this.company);
		this.visitor.get(NEW + "?organization=" + this.company.id());
		String number = UUID.randomUUID().toString();

		Answer other = order(2);
		String first = order(number, 1).location();
		String second = order(number, 1).location();
		work();

		assertThat(other.body()).contains("have changed since this page was shown");
		assertThat(second).isEqualTo(first).isEqualTo("/admin/invitations/" + number);
		assertThat(await(nora, 1)).hasSize(1);
		assertThat(this.visitor.get("/admin/invitations").body()).contains(number);
	}

	@Test
	void stopsWhenAnAdministratorSaysSo_K7_3() {
		AccountProfile nora = this.people.newcomer(this.company);
		this.visitor.get(NEW + "?organization=" + this.company.id());
		String watch = order(1).location();

		this.visitor.post(watch + "/stop");
		work();

		assertThat(this.visitor.get(watch).body()).contains("Stopped", "An administrator stopped it");
		assertThat(mailsTo(nora)).isEmpty();
	}

	@Test
	void invitesTheOthersAfterAStop_K7_3() {
		AccountProfile nora = this.people.newcomer(this.company);
		this.visitor.get(NEW + "?organization=" + this.company.id());
		String watch = order(1).location();
		String bulk = watch.substring(watch.lastIndexOf('/') + 1);
		String running = this.visitor.get(NEW + "?bulk=" + bulk).body();

		this.visitor.post(watch + "/stop");
		String stopped = this.visitor.get(watch).body();
		String others = this.visitor.get(NEW + "?bulk=" + bulk).body();
		this.visitor.post(NEW, "bulk", bulk, "number", UUID.randomUUID().toString(), "expected", "1", "language", "en");
		work();

		assertThat(running).contains("There is nobody to invite", "already being invited");
		assertThat(stopped).contains("Invite the others", NEW + "?bulk=" + bulk);
		assertThat(others).contains("Invite one person");
		assertThat(await(nora, 1)).hasSize(1);
	}

	@Test
	void offersOpenInvitationsByALinkAndNotByAFieldThatTheOrderIgnores_K7_3() {
		this.people.newcomer(this.company);
		String before = this.visitor.get(NEW + "?organization=" + this.company.id()).body();
		order(1);
		work();

		String after = this.visitor.get(NEW + "?organization=" + this.company.id()).body();
		String again = this.visitor.get(NEW + "?again=true&organization=" + this.company.id()).body();

		assertThat(before).doesNotContain("Also invite people");
		assertThat(after).contains("Also invite people whose invitation is still open").doesNotContain("checkbox");
		assertThat(again).contains("Leave out people whose invitation is still open", "Invite one person");
	}

	private Answer order(int expected) {
		return order(UUID.randomUUID().toString(), expected);
	}

	private Answer order(String number, int expected) {
		return this.visitor.post(NEW, "organization", this.company.id().toString(), "number", number, "expected",
				Integer.toString(expected), "language", "nl");
	}

	private void work() {
		boolean more = true;
		while (more) {
			more = this.worker.step();
		}
	}

}
