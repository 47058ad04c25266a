package org.secondstep.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import org.secondstep.SecondStep;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.account.NewAccount;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.limit.Guesses;
import org.secondstep.organization.MfaPolicy;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.Organizations;
import org.secondstep.organization.ServiceDesk;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.support.Crowd;
import org.secondstep.support.Requests;
import org.secondstep.temporarypass.TemporaryPasses;

/**
 * Fills an installation that stands still with one organization and its people, by the
 * domain's own moves.
 */
final class Employees {

	static final String PASSWORD = "Correct-horse-2026!";

	private Employees() {
	}

	static List<String> hire(int count, Path folder) {
		try (ConfigurableApplicationContext context = start(folder)) {
			OrganizationProfile organization = organization("Netflow", context);
			PasswordHash password = context.getBean(Passwords.class).hash(PASSWORD);
			Accounts accounts = context.getBean(Accounts.class);
			List<String> usernames = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				usernames.add(accounts.create(employee(i, organization), password).username());
			}
			return usernames;
		}
	}

	/**
	 * Newcomers of another organization, each with an open temporary pass.
	 */
	static List<String> welcome(int count, Path folder) {
		try (ConfigurableApplicationContext context = start(folder)) {
			OrganizationProfile organization = organization("Cavere", context);
			Instant now = context.getBean(Clock.class).instant();
			List<String> usernames = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				AccountProfile newcomer = context.getBean(Accounts.class)
					.create(employee(i, organization), organization.subject());
				context.getBean(TemporaryPasses.class)
					.issue(newcomer, organization.subject(), now, now.plus(TemporaryPasses.LONGEST), true, "bench");
				usernames.add(newcomer.username());
			}
			return usernames;
		}
	}

	/**
	 * @return how many counters there are afterwards
	 */
	static int guessMadeUpAccounts(int count, int addresses, Path folder) {
		try (ConfigurableApplicationContext context = start(folder)) {
			Guesses guesses = context.getBean(Guesses.class);
			for (int i = 0; i < count; i++) {
				HttpServletRequest request = Requests.from("198.51.100." + i % addresses);
				if (guesses.reserve("made-up-" + i + "@netflow.example", request)) {
					guesses.missed(request);
				}
			}
			return Objects.requireNonNull(context.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from password_attempts", Integer.class));
		}
	}

	static void forgetCounters(Path folder) {
		try (ConfigurableApplicationContext context = start(folder)) {
			context.getBean(JdbcTemplate.class).update("delete from password_attempts");
		}
	}

	/**
	 * Fills it with four organizations of very different size.
	 * @return a member of helpdesk of the largest one and an administrator
	 */
	static Map<String, String> crowd(int count, Path folder) {
		try (ConfigurableApplicationContext context = start(folder)) {
			Crowd crowd = new Crowd(context.getBean(JdbcTemplate.class), context.getBean(Clock.class).instant());
			OrganizationProfile largest = organization("Netflow", context);
			int first = 0;
			for (int tenths : List.of(6, 2, 1, 1)) {
				crowd.hire((first == 0) ? largest : organization("Company" + tenths + first, context), first,
						count / 10 * tenths);
				first += count / 10 * tenths;
			}
			PasswordHash password = context.getBean(Passwords.class).hash(PASSWORD);
			Accounts accounts = context.getBean(Accounts.class);
			return Map.of("helpdesk", accounts.create(staff("helpdesk", Role.HELPDESK, largest), password).username(),
					"administrator", accounts.create(staff("admin", Role.ADMINISTRATOR, largest), password).username());
		}
	}

	private static ConfigurableApplicationContext start(Path folder) {
		return new SpringApplicationBuilder(SecondStep.class).run("--secondstep.test.own-database=true",
				"--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
				"--logging.level.root=warn",
				"--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data/secondstep"),
				"--secondstep.key-ring-file=" + folder.resolve("data/secondstep.keys"));
	}

	private static OrganizationProfile organization(String name, ConfigurableApplicationContext context) {
		return context.getBean(Organizations.class)
			.create(name, "#0b6e4f", ZoneId.of("Europe/Brussels"), Set.of(name.toLowerCase(Locale.ROOT) + ".example"),
					new ServiceDesk("desk@netflow.example", "+32 3 460 35 35", null), MfaPolicy.VOLUNTARY);
	}

	private static NewAccount staff(String name, Role role, OrganizationProfile organization) {
		String username = name + "@" + organization.domains().get(0);
		return new NewAccount(new Username(username), name, username, organization.id(), Set.of(Role.EMPLOYEE, role));
	}

	private static NewAccount employee(int number, OrganizationProfile organization) {
		String username = "employee" + number + "@" + organization.domains().get(0);
		return new NewAccount(new Username(username), "Employee " + number, username, organization.id(),
				Set.of(Role.EMPLOYEE));
	}

}
