package org.secondstep.audit;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
class AuditEntry {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private Instant at;

	@Enumerated(EnumType.STRING)
	private AuditAction action;

	private @Nullable UUID accountId;

	private @Nullable String accountName;

	private @Nullable UUID organizationId;

	private @Nullable UUID actorId;

	private @Nullable String actorName;

	private @Nullable String kind;

	private @Nullable String detail;

	private @Nullable String address;

	private @Nullable String requestId;

	@SuppressWarnings("NullAway.Init")
	protected AuditEntry() {
	}

	AuditEntry(AuditEvent event, Instant at, RequestOrigin origin) {
		AuditSubject whom = event.whom();
		AuditSubject actor = event.actor();
		this.at = at;
		this.action = event.action();
		this.accountId = (whom != null) ? whom.id() : null;
		this.accountName = (whom != null) ? whom.name() : null;
		this.organizationId = (whom != null) ? whom.organizationId() : null;
		this.actorId = (actor != null) ? actor.id() : null;
		this.actorName = (actor != null) ? actor.name() : null;
		this.kind = event.kind();
		this.detail = event.detail();
		this.address = origin.address();
		this.requestId = origin.requestId();
	}

	RememberedEvent remembered() {
		return new RememberedEvent(this.at, this.action, this.actorName, this.kind, this.detail, this.address);
	}

}
