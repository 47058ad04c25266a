package org.secondstep.account;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;
import org.secondstep.organization.OrganizationProfile;

@Entity
class Account {

	@Id
	private UUID id;

	private String username;

	private String displayName;

	private String email;

	private UUID organizationId;

	private @Nullable String passwordHash;

	/** Raised by statements only, so that nothing read earlier sets it back. */
	@Column(updatable = false)
	private int generation;

	private String roles;

	private boolean enabled;

	private @Nullable String language;

	private String caseReference;

	private Instant createdAt;

	private int edition;

	private int rightsVersion;

	private @Nullable Instant firstEnrolledAt;

	/** None before it is stored. */
	@Version
	private @Nullable Integer version;

	@SuppressWarnings("NullAway.Init")
	protected Account() {
	}

	/**
	 * @param passwordHash sealed for this account
	 */
	Account(UUID id, NewAccount account, @Nullable String passwordHash, String caseReference, Instant now) {
		this.id = id;
		this.username = account.username().value();
		this.displayName = account.displayName();
		this.email = account.email();
		this.organizationId = account.organizationId();
		this.roles = join(account.roles());
		this.enabled = account.enabled();
		this.passwordHash = passwordHash;
		this.caseReference = caseReference;
		this.createdAt = now;
	}

	void change(AccountDetails details) {
		if (details.endsGrantsOf(details())) {
			this.rightsVersion++;
		}
		this.displayName = details.displayName();
		this.email = details.email();
		this.organizationId = details.organizationId();
		this.roles = join(details.roles());
		this.enabled = details.enabled();
		this.edition++;
	}

	int generation() {
		return this.generation;
	}

	/**
	 * @return sealed; nothing before the first password was chosen
	 */
	Optional<String> passwordHash() {
		return Optional.ofNullable(this.passwordHash);
	}

	UUID id() {
		return this.id;
	}

	UUID organizationId() {
		return this.organizationId;
	}

	AccountDetails details() {
		return new AccountDetails(this.displayName, this.email, this.organizationId, roles(), this.enabled);
	}

	AccountProfile profile(OrganizationProfile organization) {
		return new AccountProfile(this.id, this.username, this.displayName, this.email, organization, roles(),
				this.enabled, this.language, this.caseReference, this.createdAt, this.generation, this.edition,
				this.firstEnrolledAt);
	}

	private Set<Role> roles() {
		return Arrays.stream(this.roles.split(","))
			.map(Role::valueOf)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
	}

	private static String join(Set<Role> roles) {
		return new TreeSet<>(roles).stream().map(Role::name).collect(Collectors.joining(","));
	}

}
