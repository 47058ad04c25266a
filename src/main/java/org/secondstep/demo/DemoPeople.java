package org.secondstep.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.Accounts;
import org.secondstep.account.NewAccount;
import org.secondstep.account.PasswordHash;
import org.secondstep.account.Passwords;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.organization.ServiceDesk;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The guide's organizations, with the people named in the README.
 */
@Component
@Profile("demo")
class DemoPeople implements ApplicationRunner {

	private static final String PASSWORD = "Demo-2fa-portal!";

	private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

	private final Organizations organizations;

	private final Accounts accounts;

	private final Passwords passwords;

	private final Clock clock;

	DemoPeople(Organizations organizations, Accounts accounts, Passwords passwords, Clock clock) {
		this.organizations = organizations;
		this.accounts = accounts;
		this.passwords = passwords;
		this.clock = clock;
	}

	@Override
	@Transactional
	public void run(ApplicationArguments arguments) {
		if (!this.accounts.isEmpty()) {
			return;
		}
		PasswordHash password = this.passwords.hash(PASSWORD);
		OrganizationProfile netflow = organization("Netflow", "netflow.example", "#0b6e4f",
				new ServiceDesk("support@netflow.be", "+32 3 460 35 35", null));
		OrganizationProfile netropolix = organization("Netropolix", "netropolix.example", "#8a2d3b",
				new ServiceDesk("netwerken@netropolix.be", "+32 14 21 22 23", null));
		OrganizationProfile cavere = organization("Cavere", "cavere.example", "#4b3f8f",
				new ServiceDesk("helpdesk@cavere.be", "+32 3 369 95 02", null));
		OrganizationProfile covr = organization("COVR", "covr.example", "#9a5b00", new ServiceDesk(null, null, null));
		employee("Emma Peeters", "emma.peeters@netflow.example", netflow, password);
		employee("Lucas Janssens", "lucas.janssens@netropolix.example", netropolix, password);
		employee("Noor Maes", "noor.maes@cavere.example", cavere, password);
		employee("Sam Claes", "sam.claes@covr.example", covr, password);
		helpdesk("helpdesk@netflow.example", netflow, password);
		helpdesk("helpdesk@netropolix.example", netropolix, password);
		helpdesk("helpdesk@cavere.example", cavere, password);
		OrganizationProfile operator = organization("Second Step", "secondstep.example", "#1f5fbf",
				new ServiceDesk(null, null, null));
		account("Alex Dubois", "admin@secondstep.example", operator, password, Role.ADMINISTRATOR);
	}

	private OrganizationProfile organization(String name, String domain, String accent, ServiceDesk desk) {
		LocalDate mandatoryFrom = LocalDate.ofInstant(this.clock.instant(), BRUSSELS).plusDays(30);
		return this.organizations.create(name, accent, BRUSSELS, Set.of(domain), desk,
				new MfaPolicy(mandatoryFrom, 3, false, 14, Set.of()));
	}

	private void employee(String name, String username, OrganizationProfile organization, PasswordHash password) {
		account(name, username, organization, password, null);
	}

	private void helpdesk(String username, OrganizationProfile organization, PasswordHash password) {
		account("Helpdesk " + organization.name(), username, organization, password, Role.HELPDESK);
	}

	private void account(String name, String username, OrganizationProfile organization, PasswordHash password,
			@Nullable Role staff) {
		Set<Role> roles = (staff != null) ? Set.of(Role.EMPLOYEE, staff) : Set.of(Role.EMPLOYEE);
		this.accounts.create(
				new NewAccount(Username.parse(username).orElseThrow(), name, username, organization.id(), roles),
				password);
	}

}
