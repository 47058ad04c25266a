package org.secondstep.assistance;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.method.MfaDuty;
import org.secondstep.session.Sessions;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Component;

/**
 * Finds help that would change nothing.
 */
@Component
class NeedlessHelp {

	private final Attempts attempts;

	private final TemporaryPasses passes;

	private final MfaDuty duty;

	private final Sessions sessions;

	NeedlessHelp(Attempts attempts, TemporaryPasses passes, MfaDuty duty, Sessions sessions) {
		this.attempts = attempts;
		this.passes = passes;
		this.duty = duty;
		this.sessions = sessions;
	}

	/**
	 * @return why it would change nothing, or null
	 */
	@Nullable Obstacle obstacle(Help help, AccountProfile person, BooleanSupplier hasMethod) {
		return switch (help) {
			case TAKE_BACK_PASS -> this.passes.of(person.id()).isPresent() ? null : Obstacle.NO_PASS;
			case RESET_METHODS -> hasMethod.getAsBoolean() ? null : Obstacle.NO_METHOD;
			case UNLOCK -> this.attempts.of(person.id()).isLocked() ? null : Obstacle.NOT_LOCKED;
			case END_SESSIONS ->
				this.sessions.of(person.id(), person.generation()).isEmpty() ? Obstacle.NOT_SIGNED_IN : null;
			case REQUIRE_ENROLLMENT ->
				(hasMethod.getAsBoolean() || !this.duty.isDemanded(person.id())) ? null : Obstacle.ALREADY_REQUIRED;
			case DISABLE -> person.enabled() ? null : Obstacle.ALREADY_DISABLED;
			case ENABLE -> person.enabled() ? Obstacle.NOT_DISABLED : null;
		};
	}

}
