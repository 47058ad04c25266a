package org.secondstep.administration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountDetails;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.NewAccount;
import org.secondstep.account.Role;
import org.secondstep.account.Username;
import org.secondstep.organization.OrganizationProfile;

import org.springframework.util.StringUtils;

/**
 * An account as it is typed.
 *
 * @param username only of one that is created
 * @param email none means the username
 * @param organization id of one
 * @param roles names of {@link Role}
 * @param enabled "true" or nothing
 * @param invite "true" if the owner is to be invited by mail
 * @param edition of the account that was seen
 */
record AccountForm(@Size(max = 254) @Nullable String username,
		@NotBlank @Pattern(regexp = AccountDetails.NAME) @Nullable String displayName,
		@Pattern(regexp = "\\s*|\\s*" + AccountDetails.MAIL_ADDRESS + "\\s*") @Nullable String email,
		@NotBlank @Nullable String organization, @Nullable List<String> roles, @Nullable String enabled,
		@Nullable String invite, @Nullable String edition) {

	private static final String TRUE = "true";

	static AccountForm blank() {
		return new AccountForm(null, null, null, null, List.of(Role.EMPLOYEE.name()), TRUE, TRUE, null);
	}

	static AccountForm of(AccountProfile account) {
		return new AccountForm(account.username(), account.displayName(), account.email(),
				account.organization().id().toString(), account.roles().stream().map(Role::name).sorted().toList(),
				account.enabled() ? TRUE : null, null, Integer.toString(account.edition()));
	}

	/**
	 * @param account none if it does not exist yet
	 * @return keys of messages by the field that they are about
	 */
	Map<String, String> objections(List<OrganizationProfile> known, @Nullable AccountProfile account) {
		Map<String, String> objections = new LinkedHashMap<>();
		Optional<Username> name = Username.parse((account != null) ? account.username() : this.username);
		if (name.isEmpty()) {
			objections.put("username", "admin.account.username.wrong");
		}
		if (!StringUtils.hasText(this.email)
				&& name.filter((each) -> !each.value().matches(AccountDetails.MAIL_ADDRESS)).isPresent()) {
			objections.put("email", "admin.account.email.needed");
		}
		if (StringUtils.hasText(this.organization) && chosen(known).isEmpty()) {
			objections.put("organization", "admin.account.organization.wrong");
		}
		Set<String> names = Arrays.stream(Role.values()).map(Role::name).collect(Collectors.toSet());
		if (this.roles == null || this.roles.isEmpty() || !names.containsAll(this.roles)) {
			objections.put("roles", "admin.account.roles.wrong");
		}
		return objections;
	}

	Optional<OrganizationProfile> chosen(List<OrganizationProfile> known) {
		return known.stream().filter((each) -> each.id().toString().equals(this.organization)).findFirst();
	}

	/**
	 * Only of a form without errors.
	 * @param username of the account
	 */
	AccountDetails details(String username) {
		return new AccountDetails(text(this.displayName).strip(),
				StringUtils.hasText(this.email) ? this.email.strip() : username,
				UUID.fromString(text(this.organization)), roleSet(), TRUE.equals(this.enabled));
	}

	/**
	 * Only of a form without errors.
	 */
	NewAccount account() {
		Username name = Username.parse(this.username).orElseThrow();
		AccountDetails details = details(name.value());
		return new NewAccount(name, details.displayName(), details.email(), details.organizationId(), details.roles());
	}

	public boolean isInviting() {
		return TRUE.equals(this.invite);
	}

	/**
	 * @return the edition that was seen, or one that never was
	 */
	int seen() {
		return (this.edition != null && this.edition.matches("\\d{1,9}")) ? Integer.parseInt(this.edition) : -1;
	}

	/**
	 * @return what is typed, by the last part of the key of its label
	 */
	Map<String, String> fields(List<OrganizationProfile> known) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("display-name", text(this.displayName).strip());
		fields.put("email", text(this.email).strip());
		fields.put("organization", chosen(known).map(OrganizationProfile::name).orElse(""));
		fields.put("roles", String.join(", ", new TreeSet<>(roleSet()).stream().map(Role::name).toList()));
		fields.put("enabled", TRUE.equals(this.enabled) ? "✓" : "–");
		return fields;
	}

	private Set<Role> roleSet() {
		return (this.roles != null) ? this.roles.stream().map(Role::valueOf).collect(Collectors.toSet()) : Set.of();
	}

	private static String text(@Nullable String typed) {
		return Objects.requireNonNullElse(typed, "");
	}

}
