package org.secondstep.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that must be remembered. Published inside the transaction that does it.
 *
 * @param whom the account or organization it is about, or the portal; none if the typed
 * account does not exist
 * @param actor who did it: the account itself unless staff acted; none for the system
 * @param kind key of the kind of method, where one is concerned
 * @param detail a few words for people who read the audit: a method's name, a reason;
 * never a secret, a code or a password
 */
public record AuditEvent(AuditAction action, @Nullable AuditSubject whom, @Nullable AuditSubject actor,
		@Nullable String kind, @Nullable String detail) {

	public static AuditEvent of(AuditAction action, AuditSubject account) {
		return new AuditEvent(action, account, account, null, null);
	}

	public static AuditEvent bySystem(AuditAction action, AuditSubject whom) {
		return new AuditEvent(action, whom, null, null, null);
	}

	public static AuditEvent ofNobody(AuditAction action) {
		return new AuditEvent(action, null, null, null, null);
	}

	public static AuditEvent ofPortal(AuditAction action) {
		return bySystem(action, AuditSubject.PORTAL);
	}

	public AuditEvent method(String kind, @Nullable String detail) {
		return new AuditEvent(this.action, this.whom, this.actor, kind, detail);
	}

	public AuditEvent by(@Nullable AuditSubject actor) {
		return new AuditEvent(this.action, this.whom, actor, this.kind, this.detail);
	}

	public AuditEvent detail(String detail) {
		return new AuditEvent(this.action, this.whom, this.actor, this.kind, detail);
	}

}
