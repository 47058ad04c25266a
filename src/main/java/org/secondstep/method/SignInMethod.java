package org.secondstep.method;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
class SignInMethod {

	@Id
	@GeneratedValue
	@SuppressWarnings("NullAway.Init")
	private UUID id;

	private UUID accountId;

	private String kind;

	private String name;

	private boolean isDefault;

	private Instant registeredAt;

	private @Nullable Instant lastUsedAt;

	@SuppressWarnings("NullAway.Init")
	protected SignInMethod() {
	}

	SignInMethod(UUID accountId, String kind, String name, boolean isDefault, Instant registeredAt) {
		this.accountId = accountId;
		this.kind = kind;
		this.name = name;
		this.isDefault = isDefault;
		this.registeredAt = registeredAt;
	}

	void rename(String name) {
		this.name = name;
	}

	void chooseAsDefault(boolean chosen) {
		this.isDefault = chosen;
	}

	void used(Instant now) {
		this.lastUsedAt = now;
	}

	boolean isDefault() {
		return this.isDefault;
	}

	MethodProfile profile() {
		return new MethodProfile(this.id, this.accountId, this.kind, this.name, this.isDefault, this.registeredAt,
				this.lastUsedAt);
	}

}
