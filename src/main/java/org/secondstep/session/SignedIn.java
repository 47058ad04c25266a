package org.secondstep.session;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of its sign-in. A record of plain values, so that another
 * version of the portal can read it; who the account is and what it may do is read anew
 * for every request.
 *
 * @param id of this sign-in; it stays the same when the session's id changes
 * @param generation the account's number when this session began, or what was carried
 * over since: the session is over once the account has another one
 * @param passwordAt when the password was right
 * @param secondStepDue whether a second step was due when the password was right
 * @param secondStepAt when a second step was last right in this session
 * @param ticketAt when a ticket, such as a temporary pass, was last right in this
 * session; none once a second step was
 * @param staying whether "Stay signed in?" was answered with Yes
 * @param client where the password came from
 */
public record SignedIn(UUID id, UUID accountId, int generation, Instant passwordAt, boolean secondStepDue,
		@Nullable Instant secondStepAt, @Nullable Instant ticketAt, boolean staying, Client client) {

	static final SessionPart<SignedIn> PART = new SessionPart<>("signedIn", SignedIn.class);

	static SignedIn byPassword(UUID account, int generation, Instant now, Client client) {
		return new SignedIn(UUID.randomUUID(), account, generation, now, false, null, null, false, client);
	}

	/**
	 * The password is all that was right.
	 */
	public boolean isHalf() {
		return this.secondStepAt == null && this.ticketAt == null;
	}

	SignedIn due() {
		return new SignedIn(this.id, this.accountId, this.generation, this.passwordAt, true, this.secondStepAt,
				this.ticketAt, this.staying, this.client);
	}

	SignedIn secondStep(Instant now) {
		return new SignedIn(this.id, this.accountId, this.generation, this.passwordAt, this.secondStepDue, now, null,
				this.staying, this.client);
	}

	SignedIn ticket(Instant now) {
		return new SignedIn(this.id, this.accountId, this.generation, this.passwordAt, this.secondStepDue,
				this.secondStepAt, now, this.staying, this.client);
	}

	SignedIn generation(int raised) {
		return new SignedIn(this.id, this.accountId, raised, this.passwordAt, this.secondStepDue, this.secondStepAt,
				this.ticketAt, this.staying, this.client);
	}

	SignedIn password(int raised, Instant now) {
		return new SignedIn(this.id, this.accountId, raised, now, this.secondStepDue, this.secondStepAt, this.ticketAt,
				this.staying, this.client);
	}

	SignedIn stay() {
		return new SignedIn(this.id, this.accountId, this.generation, this.passwordAt, this.secondStepDue,
				this.secondStepAt, this.ticketAt, true, this.client);
	}

	/**
	 * For people to recognize their devices; nothing is decided by it.
	 */
	public record Client(String browser, String system, String address) {
	}

}
