package org.secondstep.administration;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.secondstep.account.AccountChanges;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.NewAccount;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PostOffice;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people hear of what administrators do with their account.
 */
class AccountNoticesTests extends PostOffice {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Accounts accounts;

	@Autowired
	AccountChanges changes;

	AccountProfile ada;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.ada = this.people.account("Ada Claes", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.visitor);
		this.visitor.get("/admin/accounts/new");
	}

	@Test
	void tellsTheOldAndTheNewAddressOfTheChange_B18() {
		AccountProfile emma = this.people.employee(this.ada.organization());
		String address = "emma" + UUID.randomUUID() + "@mail.example";

		change(emma, new AccountDetails(emma.displayName(), address, emma.organization().id(), emma.roles(), true));

		List<MimeMessage> mails = List.of(await(emma, 1).get(0),
				await(this.accounts.find(emma.id()).orElseThrow(), 1).get(0));
		assertThat(mails).extracting(PostOffice::text)
			.allSatisfy((text) -> assertThat(text).contains(emma.username(), "mail address", "If this was not you")
				.doesNotContain(address));
	}

	@Test
	void tellsTheOwnerOfOtherRoles_B18() throws Exception {
		AccountProfile emma = this.people.employee(this.ada.organization());

		change(emma, new AccountDetails(emma.displayName(), emma.email(), emma.organization().id(),
				Set.of(Role.EMPLOYEE, Role.HELPDESK), true));

		assertThat(await(emma, 1).get(0).getSubject()).isEqualTo("What your account may do was changed");
	}

	@Test
	void invitesWhomeverItCreatesAndAgainOnDemand() throws Exception {
		String username = "n" + UUID.randomUUID().toString().substring(0, 8) + "@"
				+ this.ada.organization().domains().get(0);
		this.visitor.post("/admin/accounts/new", "username", username, "displayName", "Noor", "organization",
				this.ada.organization().id().toString(), "roles", "EMPLOYEE", "invite", "true");
		AccountProfile noor = this.accounts.find(username).orElseThrow();
		String page = this.visitor.get("/admin/accounts/" + noor.id()).body();

		this.visitor.post("/admin/accounts/" + noor.id(), "invitation", "true");

		assertThat(page).contains("Send invitation", "Sent, and good until:");
		assertThat(await(noor, 2)).extracting(PostOffice::text)
			.allSatisfy((text) -> assertThat(text).contains("/sign-in/new-password?token="));
	}

	@Test
	void closesALinkThatWasMailedToAnEarlierAddress_B20() {
		AccountProfile noor = this.accounts
			.create(new NewAccount(
					Username.parse("n" + UUID.randomUUID() + "@" + this.ada.organization().domains().get(0))
						.orElseThrow(),
					"Noor", "old" + UUID.randomUUID() + "@mail.example", this.ada.organization().id(),
					Set.of(Role.EMPLOYEE)), this.ada.subject());
		this.visitor.post("/admin/accounts/" + noor.id(), "invitation", "true");
		String text = text(await(noor, 1).get(0));
		String path = text.substring(text.indexOf("/sign-in/new-password?token=")).lines().findFirst().orElseThrow();
		Answer before = this.doorway.visitor().get(path);

		change(noor, new AccountDetails("Noor", "new@mail.example", noor.organization().id(), noor.roles(), true));

		assertThat(before.status()).isLessThan(400);
		assertThat(this.doorway.visitor().get(path).status()).isEqualTo(404);
	}

	@Test
	void saysThatItCreatedAndInvited() {
		String asked = "asked@" + this.ada.username().replaceFirst(".*@", "");
		String unasked = "un" + asked;
		String organization = this.ada.organization().id().toString();

		String invited = this.visitor
			.get(this.visitor.post("/admin/accounts/new", "username", asked, "displayName", "Noor", "organization",
					organization, "roles", "EMPLOYEE", "invite", "true")
				.location())
			.body();
		String created = this.visitor
			.get(this.visitor.post("/admin/accounts/new", "username", unasked, "displayName", "Noor", "organization",
					organization, "roles", "EMPLOYEE")
				.location())
			.body();

		assertThat(this.visitor.get("/admin/accounts/new").body()).contains("name=\"invite\"")
			.doesNotContain("id=\"no-mail\"");
		assertThat(invited).contains("Done: account created, invitation mailed");
		assertThat(created).contains("Done: account created.<");
	}

	@Test
	void invitesNobodyUnasked() {
		String username = "n" + UUID.randomUUID().toString().substring(0, 8) + "@"
				+ this.ada.organization().domains().get(0);
		this.visitor.post("/admin/accounts/new", "username", username, "displayName", "Noor", "organization",
				this.ada.organization().id().toString(), "roles", "EMPLOYEE");

		assertThat(this.visitor.get("/admin/accounts/" + this.accounts.find(username).orElseThrow().id()).body())
			.contains("Nobody chose a password for this account yet", "Send invitation");
	}

	private void change(AccountProfile account, AccountDetails details) {
		assertThat(this.changes.change(account.id(), account.edition(), details, this.ada.subject()).refusal())
			.isEmpty();
	}

}
