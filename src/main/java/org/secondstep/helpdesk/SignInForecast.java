package org.secondstep.helpdesk;

import java.time.Clock;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.attempt.AttemptsProfile;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.Tickets;

import org.springframework.stereotype.Component;

/**
 * Foretells a sign-in by the rules that the sign-in itself follows.
 */
@Component
class SignInForecast {

	private final Accounts accounts;

	private final Tickets tickets;

	private final MfaDuty duty;

	private final Clock clock;

	SignInForecast(Accounts accounts, Tickets tickets, MfaDuty duty, Clock clock) {
		this.accounts = accounts;
		this.tickets = tickets;
		this.duty = duty;
		this.clock = clock;
	}

	/**
	 * @param open whether the person has a pass that can be used now
	 */
	NextSignIn of(AccountProfile person, boolean hasMethod, boolean open, AttemptsProfile attempts) {
		if (!person.enabled()) {
			return NextSignIn.DISABLED;
		}
		if (!this.accounts.hasPassword(person.id())) {
			return (open && !hasMethod) ? NextSignIn.FIRST_PASSWORD : NextSignIn.NO_PASSWORD;
		}
		return (hasMethod || open) ? secondStep(hasMethod, open, attempts) : passwordOnly(person);
	}

	/**
	 * Codes and passes are counted, and refused, together.
	 */
	private NextSignIn secondStep(boolean hasMethod, boolean open, AttemptsProfile attempts) {
		if (attempts.isLocked()) {
			return NextSignIn.LOCKED;
		}
		if (attempts.isWaiting(this.clock.instant())) {
			return NextSignIn.WAITS;
		}
		if (!hasMethod) {
			return NextSignIn.PASS;
		}
		return open ? NextSignIn.SECOND_STEP_OR_PASS : NextSignIn.SECOND_STEP;
	}

	private NextSignIn passwordOnly(AccountProfile person) {
		if (this.duty.isMandatory(person)) {
			return this.tickets.isNeeded(person) ? NextSignIn.NEEDS_PASS : NextSignIn.WALL;
		}
		return (person.organization().policy().mandatoryFrom() != null) ? NextSignIn.PASSWORD_UNTIL
				: NextSignIn.PASSWORD_ONLY;
	}

}
