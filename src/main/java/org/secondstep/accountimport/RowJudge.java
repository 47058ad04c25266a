package org.secondstep.accountimport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.NewAccount;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.organization.OrganizationProfile;

/**
 * Says what a line means, given what there is. An empty cell leaves what an account has;
 * a new one gets the usual: its own name as mail address, the organization of its mail
 * domain, the role of an employee, enabled.
 */
class RowJudge {

	private static final Set<String> TRUE = Set.of("true", "yes", "1", "waar", "ja", "vrai", "oui", "wahr");

	private static final Set<String> FALSE = Set.of("false", "no", "0", "onwaar", "nee", "faux", "non", "falsch",
			"nein");

	private static final Set<String> ROLES = Arrays.stream(Role.values()).map(Role::name).collect(Collectors.toSet());

	private final List<OrganizationProfile> organizations;

	RowJudge(List<OrganizationProfile> organizations) {
		this.organizations = organizations;
	}

	/**
	 * @param existing the account of that name, if there is one
	 */
	Verdict judge(ImportRow row, @Nullable AccountProfile existing) {
		List<Problem> problems = new ArrayList<>();
		AccountDetails before = (existing != null) ? existing.details() : null;
		Optional<Username> username = Username.parse(row.username());
		String name = or(row.displayName(), (before != null) ? before.displayName() : "");
		String email = or(row.email(), (before != null) ? before.email() : row.username());
		String address = email.equals(row.username()) ? username.map(Username::value).orElse(email) : email;
		Set<Role> roles = roles(row, before, problems);
		Boolean enabled = enabled(row, before, problems);
		check(username.isPresent(), row, Column.USERNAME, "username", row.username(), problems);
		check(name.matches(AccountDetails.NAME), row, Column.DISPLAY_NAME, "display-name", "", problems);
		check(address.matches(AccountDetails.MAIL_ADDRESS) || username.isEmpty(), row, Column.EMAIL,
				row.email().isEmpty() ? "email-needed" : "email", address, problems);
		OrganizationProfile organization = username.map((known) -> organization(row, known, existing, problems))
			.orElse(null);
		if (!problems.isEmpty() || organization == null || enabled == null) {
			return new Verdict.Wrong(problems);
		}
		AccountDetails after = new AccountDetails(name, address, organization.id(), roles, enabled);
		return (existing == null) ? new Verdict.Create(
				new NewAccount(username.get(), name, after.email(), after.organizationId(), after.roles(), enabled))
				: compare(row, existing, after);
	}

	private static Verdict compare(ImportRow row, AccountProfile existing, AccountDetails after) {
		if (after.equals(existing.details())) {
			return new Verdict.Same();
		}
		if (existing.isAdministrator()) {
			return new Verdict.Wrong(List.of(Problem.of(row, Column.USERNAME, "administrators-account", "")));
		}
		return new Verdict.Change(existing.id(), existing.edition(), after, !after.hasSameRights(existing.details()));
	}

	private @Nullable OrganizationProfile organization(ImportRow row, Username username,
			@Nullable AccountProfile existing, List<Problem> problems) {
		String domain = username.value().substring(username.value().indexOf('@') + 1);
		List<OrganizationProfile> named = this.organizations.stream()
			.filter((each) -> row.organization().isEmpty() ? each.domains().contains(domain)
					: each.name().equalsIgnoreCase(row.organization()))
			.toList();
		if (existing != null && row.organization().isEmpty()) {
			return existing.organization();
		}
		if (named.size() != 1) {
			String reason = !named.isEmpty() ? "organization-ambiguous"
					: row.organization().isEmpty() ? "organization-missing" : "organization-unknown";
			problems.add(Problem.of(row, Column.ORGANIZATION, reason, or(row.organization(), domain)));
			return null;
		}
		check(existing != null || named.get(0).domains().contains(domain), row, Column.USERNAME, "domain",
				named.get(0).name(), problems);
		return named.get(0);
	}

	private static Set<Role> roles(ImportRow row, @Nullable AccountDetails before, List<Problem> problems) {
		if (row.roles().isEmpty()) {
			return (before != null) ? before.roles() : Set.of(Role.EMPLOYEE);
		}
		Set<String> names = Arrays.stream(row.roles().toUpperCase(Locale.ROOT).split("[\\s,;+|]+"))
			.filter((name) -> !name.isEmpty())
			.collect(Collectors.toSet());
		check(!names.isEmpty() && ROLES.containsAll(names), row, Column.ROLES, "roles", row.roles(), problems);
		Set<Role> roles = names.stream().filter(ROLES::contains).map(Role::valueOf).collect(Collectors.toSet());
		boolean administrator = before != null && before.roles().contains(Role.ADMINISTRATOR);
		check(administrator || !roles.contains(Role.ADMINISTRATOR), row, Column.ROLES, "administrator", "", problems);
		return roles;
	}

	private static @Nullable Boolean enabled(ImportRow row, @Nullable AccountDetails before, List<Problem> problems) {
		String word = row.enabled().toLowerCase(Locale.ROOT);
		if (word.isEmpty()) {
			return before == null || before.enabled();
		}
		check(TRUE.contains(word) || FALSE.contains(word), row, Column.ENABLED, "enabled", row.enabled(), problems);
		return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? Boolean.FALSE : null;
	}

	private static void check(boolean right, ImportRow row, Column column, String reason, String value,
			List<Problem> problems) {
		if (!right) {
			problems.add(Problem.of(row, column, reason, value));
		}
	}

	private static String or(String cell, String otherwise) {
		return cell.isEmpty() ? Objects.requireNonNullElse(otherwise, "") : cell;
	}

}
