package org.secondstep.apitoken;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.secret.Place;
import org.secondstep.secret.Sealer;

@Entity
class ApiToken {

	static final String TABLE = "api_token";

	/** Purpose of the check value. */
	static final String CHECK = "api-token-row";

	static final Duration LONGEST = Duration.ofDays(365);

	@Id
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

	/** When its maker lost the rights of an administrator. */
	private @Nullable Instant orphanedAt;

	/** None once it was revoked or its maker lost the rights. */
	private @Nullable String checkValue;

	@SuppressWarnings("NullAway.Init")
	protected ApiToken() {
	}

	/**
	 * @param organization the only one of which it tells, or null for all
	 */
	ApiToken(String name, TokenSecret secret, @Nullable UUID organization, AccountProfile maker, Duration validFor,
			Instant now, Sealer sealer) {
		if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("Expected a token for at most a year");
		}
		this.id = UUID.randomUUID();
		this.name = name;
		this.prefix = secret.prefix();
		this.tokenHash = secret.hash();
		this.organizationId = organization;
		this.makerId = maker.id();
		this.createdAt = now;
		this.expiresAt = now.plus(validFor).truncatedTo(ChronoUnit.MICROS);
		this.checkValue = sealer.keyedHashToKeep(values(), CHECK);
	}

	/**
	 * All that must not be edited, one thing a line.
	 */
	static String values(UUID id, String name, String hash, @Nullable UUID organization, UUID maker,
			Instant expiresAt) {
		return String.join("\n", id.toString(), name, hash, String.valueOf(organization), maker.toString(),
				expiresAt.toString());
	}

	/**
	 * @param maker who made it, as that account is now
	 */
	TokenState state(AccountProfile maker, Instant now, Sealer sealer) {
		if (this.revokedAt != null) {
			return TokenState.REVOKED;
		}
		if (this.orphanedAt != null) {
			return TokenState.ORPHANED;
		}
		if (!sealer.vouches(this.checkValue, values(), CHECK)) {
			return TokenState.ALTERED;
		}
		if (!now.isBefore(this.expiresAt)) {
			return TokenState.EXPIRED;
		}
		return maker.enabled() && maker.isAdministrator() ? TokenState.WORKS : TokenState.ORPHANED;
	}

	private String values() {
		return values(this.id, this.name, this.tokenHash, this.organizationId, this.makerId, this.expiresAt);
	}

	Place place() {
		return new Place(TABLE, this.id, CHECK, this.makerId);
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

	ApiTokenProfile profile(@Nullable String organization, AccountProfile maker, Instant now, Sealer sealer) {
		return new ApiTokenProfile(this.id, this.name, this.prefix, organization, maker.displayName(), this.createdAt,
				this.expiresAt, this.lastUsedAt, state(maker, now, sealer));
	}

}
