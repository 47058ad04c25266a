package org.secondstep.bench;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import org.secondstep.SecondStep;
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

/**
 * Fills an installation that stands still with one organization and its people, by the
 * domain's own moves.
 */
final class Employees {

	static final String PASSWORD = "Correct-horse-2026!";

	private Employees() {
	}

	static List<String> hire(int count, Path folder) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SecondStep.class).run(
				"--secondstep.test.own-database=true", "--server.port=0", "--server.address=127.0.0.1",
				"--spring.main.banner-mode=off", "--logging.level.root=warn",
				"--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data/secondstep"),
				"--secondstep.key-ring-file=" + folder.resolve("data/secondstep.keys"))) {
			OrganizationProfile organization = context.getBean(Organizations.class)
				.create("Netflow", "#0b6e4f", ZoneId.of("Europe/Brussels"), Set.of("netflow.example"),
						new ServiceDesk("desk@netflow.example", "+32 3 460 35 35", null), MfaPolicy.VOLUNTARY);
			PasswordHash password = context.getBean(Passwords.class).hash(PASSWORD);
			Accounts accounts = context.getBean(Accounts.class);
			List<String> usernames = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				usernames.add(accounts.create(employee(i, organization), password).username());
			}
			return usernames;
		}
	}

	private static NewAccount employee(int number, OrganizationProfile organization) {
		String username = "employee" + number + "@netflow.example";
		return new NewAccount(new Username(username), "Employee " + number, username, organization.id(),
				Set.of(Role.EMPLOYEE));
	}

}
