package org.secondstep.assistance;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.SignInMethods;
import org.secondstep.session.Sessions;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Component;

/**
 * Whether there is anything for a help to do.
 */
@Component
class Needs {

	private static final String NO_SESSION = "";

	private final SignInMethods methods;

	private final TemporaryPasses passes;

	private final Attempts attempts;

	private final MfaDuty duty;

	private final Sessions sessions;

	Needs(SignInMethods methods, TemporaryPasses passes, Attempts attempts, MfaDuty duty, Sessions sessions) {
		this.methods = methods;
		this.passes = passes;
		this.attempts = attempts;
		this.duty = duty;
		this.sessions = sessions;
	}

	/**
	 * @return why it would change nothing
	 */
	Optional<Obstacle> obstacle(Help help, AccountProfile person) {
		return Optional.ofNullable(done(help, person, this.methods.hasAny(person.id())));
	}

	private @Nullable Obstacle done(Help help, AccountProfile person, boolean has) {
		return switch (help) {
			case TAKE_BACK_PASS -> this.passes.of(person.id()).isPresent() ? null : Obstacle.NO_PASS;
			case RESET_METHODS -> has ? null : Obstacle.NO_METHOD;
			case UNLOCK -> this.attempts.of(person.id()).isLocked() ? null : Obstacle.NOT_LOCKED;
			case END_SESSIONS -> this.sessions.of(person.id(), NO_SESSION).isEmpty() ? Obstacle.NOT_SIGNED_IN : null;
			case REQUIRE_ENROLLMENT -> (has || !this.duty.isDemanded(person.id())) ? null : Obstacle.ALREADY_REQUIRED;
			case DISABLE -> person.enabled() ? null : Obstacle.ALREADY_DISABLED;
			case ENABLE -> person.enabled() ? Obstacle.NOT_DISABLED : null;
		};
	}

}
