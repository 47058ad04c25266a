package org.secondstep.apitoken;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

@Entity
class ApiToken {

	static final Duration LONGEST = Duration.ofDays(365);

	@Id
	@GeneratedValue
	@SuppressWarnings("NullAway.Init")
	private UUID id;

	private String name;

	private String prefix;

	private String tokenHash;

	private @Nullable UUID organizationId;

	private UUID makerId;

	private Instant createdAt;

	private Instant expiresAt;

	private @Nullable Instant lastUsedAt;

	private @Nullable Instant revokedAt;

	@SuppressWarnings("NullAway.Init")
	protected ApiToken() {
	}

	/**
	 * @param organization the only one of which it tells, or null for all
	 */
	ApiToken(String name, TokenSecret secret, @Nullable UUID organization, AccountProfile maker, Duration validFor,
			Instant now) {
		if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("Expected a token for at most a year");
		}
		this.name = name;
		this.prefix = secret.prefix();
		this.tokenHash = secret.hash();
		this.organizationId = organization;
		this.makerId = maker.id();
		this.createdAt = now;
		this.expiresAt = now.plus(validFor);
	}

	/**
	 * @param maker who made it, as that account is now
	 */
	TokenState state(AccountProfile maker, Instant now) {
		if (this.revokedAt != null) {
			return TokenState.REVOKED;
		}
		if (!now.isBefore(this.expiresAt)) {
			return TokenState.EXPIRED;
		}
		return (maker.enabled() && maker.isAdministrator()) ? TokenState.WORKS : TokenState.ORPHANED;
	}

	UUID id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	@Nullable UUID organizationId() {
		return this.organizationId;
	}

	UUID makerId() {
		return this.makerId;
	}

	@Nullable Instant lastUsedAt() {
		return this.lastUsedAt;
	}

	ApiTokenProfile profile(@Nullable String organization, AccountProfile maker, Instant now) {
		return new ApiTokenProfile(this.id, this.name, this.prefix, organization, maker.displayName(), this.createdAt,
				this.expiresAt, this.lastUsedAt, state(maker, now));
	}

}
