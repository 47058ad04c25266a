package org.secondstep.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One line of the audit, as it is stored and exported.
 *
 * @param chain the organization in whose chain it stands, or {@link #NOBODYS}
 * @param number its place in the chain: 1, 2, 3, … without a gap
 * @param at when it was written, UTC, to the microsecond; the order is that of the
 * numbers, whatever the clocks of the nodes say
 * @param action what happened, the name of an {@link AuditAction}
 * @param accountId whom it is about, by the name of that time
 * @param actorId who did it; none means the system
 * @param kind key of the kind of sign-in method, where one is concerned
 * @param address where the request came from
 * @param node which node of the portal wrote it
 */
public record AuditEntry(UUID chain, long number, Instant at, String action, @Nullable UUID accountId,
		@Nullable String accountName, @Nullable UUID actorId, @Nullable String actorName, @Nullable String kind,
		@Nullable String detail, @Nullable String address, @Nullable String requestId, String node) {

	/**
	 * The chain of what concerns no organization, such as accounts that do not exist and
	 * the portal.
	 */
	public static final UUID NOBODYS = new UUID(0, 0);

	private static final int LONGEST_DETAIL = 500;

	static AuditEntry of(AuditEvent event, Instant at, RequestOrigin origin, String node) {
		AuditSubject whom = event.whom();
		AuditSubject actor = event.actor();
		return new AuditEntry((whom != null) ? whom.organizationId() : NOBODYS, 0, at, event.action().name(),
				(whom != null) ? whom.id() : null, (whom != null) ? whom.name() : null,
				(actor != null) ? actor.id() : null, (actor != null) ? actor.name() : null, event.kind(),
				cut(event.detail()), origin.address(), origin.requestId(), node);
	}

	private static @Nullable String cut(@Nullable String detail) {
		return (detail != null && detail.codePointCount(0, detail.length()) > LONGEST_DETAIL)
				? detail.substring(0, detail.offsetByCodePoints(0, LONGEST_DETAIL)) : detail;
	}

	AuditEntry numbered(long number) {
		return placed(this.chain, number);
	}

	/**
	 * @return the same at another place, to see whether it belongs there
	 */
	public AuditEntry placed(UUID chain, long number) {
		return new AuditEntry(chain, number, this.at, this.action, this.accountId, this.accountName, this.actorId,
				this.actorName, this.kind, this.detail, this.address, this.requestId, this.node);
	}

	/**
	 * @return that the portal brought a chain under the key, with the end that it had
	 */
	AuditEntry ofKeyed(ChainHead head, Instant notBefore) {
		return of(AuditEvent.ofPortal(AuditAction.AUDIT_CHAIN_KEYED).detail(head.anchor()),
				this.at.isBefore(notBefore) ? notBefore : this.at, new RequestOrigin(null, null), this.node);
	}

	/**
	 * @return one entry that stands for more of the same
	 */
	AuditEntry more(long count, Instant at) {
		return new AuditEntry(this.chain, 0, at, this.action, this.accountId, this.accountName, this.actorId,
				this.actorName, this.kind, count + " more within a minute", this.address, null, this.node);
	}

	/**
	 * @param previous hash of the entry before it in its chain, or
	 * {@link ChainHead#BEGINNING}
	 * @return what is hashed: the previous hash and every field in the order of this
	 * record, each as its length in bytes of UTF-8, a colon and its text ("-" if there is
	 * none), the time in microseconds since 1970
	 */
	String text(String previous) {
		StringBuilder text = new StringBuilder();
		Object[] fields = { previous, this.chain, this.number, ChronoUnit.MICROS.between(Instant.EPOCH, this.at),
				this.action, this.accountId, this.accountName, this.actorId, this.actorName, this.kind, this.detail,
				this.address, this.requestId, this.node };
		for (Object field : fields) {
			String value = String.valueOf(field);
			text.append((field != null) ? value.getBytes(StandardCharsets.UTF_8).length + ":" + value : "-");
		}
		return text.toString();
	}

	RememberedEvent remembered() {
		return new RememberedEvent(this.at, AuditAction.valueOf(this.action), this.actorName, this.kind, this.detail,
				this.address);
	}

}
