package org.secondstep.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of its sign-in. A record of plain values, so that another
 * version of the portal can read it; who the account is and what it may do is read anew
 * for every request.
 *
 * @param generation the account's number when this session began, or what was carried
 * over since: the session is over once the account has another one
 * @param passwordAt when the password was right
 * @param secondStepAt when a second step was last right in this session
 * @param ticketAt when a ticket, such as a temporary pass, was last right in this
 * session; none once a second step was
 * @param staying whether "Stay signed in?" was answered with Yes
 * @param address where the password came from
 */
public record SignedIn(UUID accountId, int generation, Instant passwordAt, @Nullable Instant secondStepAt,
		@Nullable Instant ticketAt, boolean staying, String browser, String system,
		String address) implements Serializable {

	static final String ATTRIBUTE = "signedIn";

	/**
	 * The password is all that was right.
	 */
	public boolean isHalf() {
		return this.secondStepAt == null && this.ticketAt == null;
	}

	SignedIn secondStep(Instant now) {
		return new SignedIn(this.accountId, this.generation, this.passwordAt, now, null, this.staying, this.browser,
				this.system, this.address);
	}

	SignedIn ticket(Instant now) {
		return new SignedIn(this.accountId, this.generation, this.passwordAt, this.secondStepAt, now, this.staying,
				this.browser, this.system, this.address);
	}

	SignedIn generation(int raised) {
		return new SignedIn(this.accountId, raised, this.passwordAt, this.secondStepAt, this.ticketAt, this.staying,
				this.browser, this.system, this.address);
	}

	SignedIn password(int version, Instant now) {
		return new SignedIn(this.accountId, version, now, this.secondStepAt, this.ticketAt, this.staying, this.browser,
				this.system, this.address);
	}

	SignedIn stay() {
		return new SignedIn(this.accountId, this.generation, this.passwordAt, this.secondStepAt, this.ticketAt, true,
				this.browser, this.system, this.address);
	}

}
