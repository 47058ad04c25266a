package org.secondstep.support;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

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

/**
 * Invents organizations and people; every call another one.
 */
public class People {

	public static final String PASSWORD = "Correct-horse-2026!";

	public static final MfaPolicy MANDATORY = new MfaPolicy(LocalDate.of(2026, 1, 1), 0, false, 14, Set.of());

	/**
	 * Made with the least memory that Argon2id knows: thousands of sign-ins are tested.
	 */
	private static final PasswordHash HASH = new PasswordHash(
			"$argon2id$v=19$m=8,t=1,p=1$cGVwcGVyLWFuZC1zYWx0IQ$" + "k1c+455GnvMHMP3UvzjURORm+5RBNAZRU9irZa9SF0E");

	private final Organizations organizations;

	private final Accounts accounts;

	People(Organizations organizations, Accounts accounts) {
		this.organizations = organizations;
		this.accounts = accounts;
	}

	public OrganizationProfile organization(MfaPolicy policy) {
		return organization("Company " + UUID.randomUUID().toString().substring(0, 8), policy);
	}

	public OrganizationProfile organization(String name, MfaPolicy policy) {
		return organization(name, "d" + UUID.randomUUID().toString().substring(0, 8) + ".example", policy);
	}

	public OrganizationProfile organization(String name, String domain, MfaPolicy policy) {
		return this.organizations.create(name, "#0b6e4f", ZoneId.of("Europe/Brussels"), Set.of(domain),
				new ServiceDesk("desk@" + domain, "+32 3 460 35 35", null), policy);
	}

	public AccountProfile employee() {
		return employee(organization(MfaPolicy.VOLUNTARY));
	}

	public AccountProfile employee(OrganizationProfile organization) {
		return account("Emma Peeters", organization, Set.of(Role.EMPLOYEE));
	}

	public AccountProfile helpdesk(OrganizationProfile organization) {
		return account("Hugo Wouters", organization, Set.of(Role.EMPLOYEE, Role.HELPDESK));
	}

	/**
	 * Somebody whose account has no password yet.
	 */
	public AccountProfile newcomer(OrganizationProfile organization) {
		return newcomer(organization, Set.of(Role.EMPLOYEE));
	}

	public AccountProfile newcomer(OrganizationProfile organization, Set<Role> roles) {
		return this.accounts.create(newAccount("Nora Nijs", organization, roles), organization.subject());
	}

	public AccountProfile account(String name, OrganizationProfile organization, Set<Role> roles) {
		return this.accounts.create(newAccount(name, organization, roles), HASH);
	}

	/**
	 * @param account the part of it before the @
	 */
	public AccountProfile account(String account, String name, OrganizationProfile organization, Set<Role> roles) {
		return this.accounts.create(newAccount(account, name, organization, roles), HASH);
	}

	public boolean disable(AccountProfile person) {
		return this.accounts.disable(person.id(), null, "Left the company");
	}

	public boolean enable(AccountProfile person) {
		return this.accounts.enable(person.id(), null, "Came back");
	}

	private static NewAccount newAccount(String name, OrganizationProfile organization, Set<Role> roles) {
		return newAccount("p" + UUID.randomUUID().toString().substring(0, 8), name, organization, roles);
	}

	private static NewAccount newAccount(String account, String name, OrganizationProfile organization,
			Set<Role> roles) {
		String username = account + "@" + organization.domains().get(0);
		return new NewAccount(Username.parse(username).orElseThrow(), name, username, organization.id(), roles);
	}

}
