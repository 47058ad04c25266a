package org.secondstep.demo;

import java.time.LocalDate;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.NewAccount;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.organization.ServiceDesk;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.passwordhash.Passwords;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The guide's organizations with the people named in the README, and accounts for
 * everybody invented. All of them have the same password.
 */
@Component
@Profile("demo")
class DemoPeople {

	private static final String PASSWORD = "Demo-2fa-portal!";

	private final Organizations organizations;

	private final Accounts accounts;

	private final PasswordHash password;

	DemoPeople(Organizations organizations, Accounts accounts, Passwords passwords) {
		this.organizations = organizations;
		this.accounts = accounts;
		this.password = passwords.hash(PASSWORD);
	}

	boolean areThere() {
		return !this.accounts.isEmpty();
	}

	OrganizationProfile create(DemoCompany company, LocalDate today) {
		Integer days = company.mandatoryIn();
		return organization(company.name(), company.domain(), company.accent(), company.desk(),
				(days != null) ? today.plusDays(days) : null);
	}

	void createOperator() {
		OrganizationProfile operator = organization("Second Step", "secondstep.example", "#1f5fbf",
				new ServiceDesk(null, null, null), null);
		account("Alex Dubois", "admin", operator, Role.ADMINISTRATOR);
	}

	void createHelpdesk(OrganizationProfile organization) {
		account("Helpdesk " + organization.name(), "helpdesk", organization, Role.HELPDESK);
	}

	AccountProfile createEmployee(String name, OrganizationProfile organization) {
		return account(name, DemoNames.account(name), organization, null);
	}

	private OrganizationProfile organization(String name, String domain, String accent, ServiceDesk desk,
			@Nullable LocalDate mandatoryFrom) {
		return this.organizations.create(name, accent, DemoDays.ZONE, Set.of(domain), desk,
				new MfaPolicy(mandatoryFrom, 3, false, 14, Set.of()));
	}

	private AccountProfile account(String name, String first, OrganizationProfile organization, @Nullable Role staff) {
		Set<Role> roles = (staff != null) ? Set.of(Role.EMPLOYEE, staff) : Set.of(Role.EMPLOYEE);
		String username = first + "@" + organization.domains().get(0);
		return this.accounts.create(
				new NewAccount(Username.parse(username).orElseThrow(), name, username, organization.id(), roles),
				this.password);
	}

}
