package org.secondstep.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Role;
import org.secondstep.audit.Audit;
import org.secondstep.audit.RememberedEvent;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.support.Answer;
import org.secondstep.support.Doorway;
import org.secondstep.support.People;
import org.secondstep.support.PortalTest;
import org.secondstep.support.Race;
import org.secondstep.support.Visitor;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Organizations, as their administrators make and change them.
 */
@PortalTest
class OrganizationsTests {

	@Autowired
	People people;

	@Autowired
	Doorway doorway;

	@Autowired
	Organizations organizations;

	@Autowired
	Audit audit;

	AccountProfile ada;

	Visitor visitor;

	@BeforeEach
	void signIn() {
		this.ada = this.people.account("Ada Claes", this.people.organization(MfaPolicy.VOLUNTARY),
				Set.of(Role.EMPLOYEE, Role.ADMINISTRATOR));
		this.visitor = this.doorway.withPassword(this.ada);
		this.doorway.enroll(this.visitor);
		this.visitor.get("/admin/organizations/new");
	}

	@Test
	void createsAnOrganizationWithItsPolicy() {
		String name = "Netflow " + UUID.randomUUID();
		String domain = domain();

		Answer created = this.visitor.post("/admin/organizations/new", form(name, domain + ", sub." + domain, "kinds",
				"authenticator-app", "mandatoryFrom", "2027-01-31", "first", "pass", "resets", "two"));

		assertThat(created.location()).isEqualTo("/admin/organizations");
		OrganizationProfile found = this.organizations.ofUsername("x@sub." + domain).orElseThrow();
		assertThat(found.name()).isEqualTo(name);
		assertThat(found.domains()).containsExactly(domain, "sub." + domain);
		assertThat(found.policy().passNeeded()).isTrue();
		assertThat(found.policy().fourEyes()).isTrue();
		assertThat(found.policy().kinds()).containsExactly("authenticator-app");
		assertThat(found.policy().mandatoryFrom()).hasToString("2027-01-31");
		assertThat(this.audit.about(found.id(), 5)).singleElement().satisfies((entry) -> {
			assertThat(entry.action()).hasToString("ORGANIZATION_CREATED");
			assertThat(entry.actor()).isEqualTo(this.ada.username());
		});
		assertThat(this.visitor.get("/admin/organizations").body()).contains(name, domain);
	}

	@Test
	void remembersWhichFieldsWereChanged_H01() {
		OrganizationProfile company = this.people.organization(MfaPolicy.VOLUNTARY);

		Answer saved = this.visitor.post("/admin/organizations/" + company.id(),
				form(company.name(), company.domains().get(0), "mandatoryFrom", "2027-01-31", "promptDays", "7",
						"resets", "two", "version", "0"));

		assertThat(saved.location()).isEqualTo("/admin/organizations");
		assertThat(this.audit.about(company.id(), 1)).singleElement().satisfies((entry) -> {
			assertThat(entry.action()).hasToString("ORGANIZATION_CHANGED");
			assertThat(entry.actor()).isEqualTo(this.ada.username());
			assertThat(entry.detail())
				.contains("mandatory from: – → 2027-01-31", "days between prompts: 14 → 7",
						"resets take two: false → true")
				.doesNotContain("mail domains");
		});
	}

	@Test
	void remembersWhenOneMemberOfStaffIsEnoughAgain_H01() {
		OrganizationProfile company = this.people.organization(MfaPolicy.VOLUNTARY);
		for (String resets : List.of("two", "one")) {
			this.visitor.post("/admin/organizations/" + company.id(), form(company.name(), company.domains().get(0),
					"resets", resets, "version", resets.equals("two") ? "0" : "1"));
		}

		assertThat(this.audit.about(company.id(), 5)).extracting(RememberedEvent::detail)
			.startsWith("resets take two: true → false")
			.anyMatch((detail) -> detail.contains("resets take two: false → true"));
	}

	@Test
	void givesADomainToOneOrganizationOnly() {
		OrganizationProfile other = this.people.organization(MfaPolicy.VOLUNTARY);

		Answer refused = this.visitor.post("/admin/organizations/new",
				form("Thief " + UUID.randomUUID(), other.domains().get(0).toUpperCase(Locale.ROOT)));

		assertThat(refused.status()).isEqualTo(200);
		assertThat(refused.alert()).contains("A domain belongs to one organization only");
		assertThat(refused.body()).contains(other.domains().get(0).toUpperCase(Locale.ROOT));
	}

	@Test
	void refusesANameThatAnotherHas() {
		OrganizationProfile other = this.people.organization(MfaPolicy.VOLUNTARY);

		Answer refused = this.visitor.post("/admin/organizations/new",
				form(other.name().toUpperCase(Locale.ROOT), domain()));

		assertThat(refused.alert()).contains("Another organization has this name");
	}

	@Test
	void showsTheSecondOfTwoWhatTheFirstSavedBesideWhatWasTyped() {
		OrganizationProfile company = this.people.organization(MfaPolicy.VOLUNTARY);
		String path = "/admin/organizations/" + company.id();
		this.visitor.post(path, form("First " + company.id(), company.domains().get(0), "version", "0"));

		Answer conflict = this.visitor.post(path,
				form("Second " + company.id(), company.domains().get(0), "version", "0"));

		assertThat(conflict.status()).isEqualTo(409);
		assertThat(conflict.body()).contains("First " + company.id(), "value=\"Second " + company.id() + "\"");
		assertThat(this.organizations.profile(company.id()).name()).startsWith("First");
		String version = conflict.find("name=\"version\" value=\"(\\d+)\"");

		Answer onPurpose = this.visitor.post(path,
				form("Second " + company.id(), company.domains().get(0), "version", version));

		assertThat(onPurpose.location()).isEqualTo("/admin/organizations");
		assertThat(this.organizations.profile(company.id()).name()).startsWith("Second");
	}

	@Test
	void savesOneOfManyAtTheSameMoment() throws Exception {
		OrganizationProfile company = this.people.organization(MfaPolicy.VOLUNTARY);
		List<Callable<Answer>> rivals = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			String[] form = form("Rival " + i + " " + company.id(), company.domains().get(0), "version", "0");
			rivals.add(() -> this.visitor.post("/admin/organizations/" + company.id(), form));
		}

		List<Integer> statuses = Race.of(rivals).stream().map(Answer::status).sorted().toList();

		assertThat(statuses).containsExactly(302, 409, 409, 409, 409, 409);
	}

	@ParameterizedTest
	@CsvSource({ "name, ' '", "name, a\u0000b", "name, \u202etxt", "domains, 'no domain'", "domains, 'a@b.example'",
			"accent, red", "accent, '#12345'", "zone, Mars/Base", "zone, ''", "email, nobody",
			"email, 'a@b.c\r\nBcc: x@y'", "phone, 'call me'", "mandatoryFrom, 2026-02-30", "mandatoryFrom, 0000-01-01",
			"mandatoryFrom, +99999-01-01", "promptDays, 0", "promptDays, 366", "kinds, '../x'", "hours, 'a\u0000'" })
	void saysWhatIsWrongAndKeepsWhatWasTyped_J07(String field, String value) {
		String name = "Netflow " + UUID.randomUUID();

		Answer refused = this.visitor.post("/admin/organizations/new", form(name, domain(), field, value));

		assertThat(refused.status()).isEqualTo(200);
		assertThat(refused.alert()).startsWith("Please");
		assertThat(refused.find("href=\"(#" + field + ")\"")).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "null", "%00", "{}", "9223372036854775808", "..%2f",
			"{2b1d8c1e-0000-4000-8000-000000000000}", "2b1d8c1e-0000-4000-8000-000000000000" })
	void knowsNoOtherIds_J05(String id) {
		String encoded = id.replace("{", "%7B").replace("}", "%7D");

		assertThat(this.visitor.get("/admin/organizations/" + encoded).status()).isBetween(400, 404);
		assertThat(this.visitor.get("/admin/accounts/" + encoded).status()).isBetween(400, 404);
		assertThat(this.visitor.get("/admin/accounts/import/" + encoded).status()).isBetween(400, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "[[${7*7}]]",
			"__${7*7}__::.x", "Zoë 😀 Ltd" })
	void showsNamesAsText_F01_F02(String text) {
		String name = text + " " + UUID.randomUUID();

		Answer created = this.visitor.post("/admin/organizations/new", form(name, domain()));

		assertThat(created.location()).isEqualTo("/admin/organizations");
		String list = this.visitor.get("/admin/organizations").body();
		assertThat(list).doesNotContain("<script>alert", "<img src=x", "49 ");
	}

	private static String domain() {
		return "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";
	}

	/**
	 * A form that is right, but for what is given.
	 */
	private static String[] form(String name, String domains, String... others) {
		List<String> fields = new ArrayList<>(List.of("accent", "#0b6e4f", "zone", "Europe/Brussels", "email", "",
				"phone", "+32 3 460 35 35", "hours", "", "mandatoryFrom", "", "first", "password", "promptDays", "14"));
		List<String> given = List.of(others);
		for (int i = 0; i < given.size(); i += 2) {
			int at = fields.indexOf(given.get(i));
			if (at >= 0) {
				fields.set(at + 1, given.get(i + 1));
			}
			else {
				fields.addAll(given.subList(i, i + 2));
			}
		}
		if (!given.contains("name")) {
			fields.addAll(List.of("name", name));
		}
		if (!given.contains("domains")) {
			fields.addAll(List.of("domains", domains));
		}
		return fields.toArray(String[]::new);
	}

}
