package org.secondstep.assistance;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.approval.Approvals;
import org.secondstep.attempt.Attempts;
import org.secondstep.callercheck.CallerChecks;
import org.secondstep.method.MfaDuty;
import org.secondstep.method.SignInMethods;
import org.secondstep.session.Sessions;
import org.secondstep.staff.Barrier;
import org.secondstep.staff.Reach;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * What stands against helping somebody. Each fact of a case is asked once, when the first
 * rule wants it; whoever acts looks at a new case.
 */
@Component
public class Obstacles {

	private final CallerChecks checks;

	private final Approvals approvals;

	private final Reach reach;

	private final Accounts accounts;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final TemporaryPasses passes;

	private final MfaDuty duty;

	private final Sessions sessions;

	Obstacles(CallerChecks checks, Approvals approvals, Reach reach, Accounts accounts, SignInMethods methods,
			Attempts attempts, TemporaryPasses passes, MfaDuty duty, Sessions sessions) {
		this.checks = checks;
		this.approvals = approvals;
		this.reach = reach;
		this.accounts = accounts;
		this.methods = methods;
		this.attempts = attempts;
		this.passes = passes;
		this.duty = duty;
		this.sessions = sessions;
	}

	public Case of(AccountProfile staff, AccountProfile person) {
		return new Case(staff, person);
	}

	/**
	 * A member of staff who wants to help, and the person. What concerns the person comes
	 * before the caller check, which nobody needs in vain.
	 */
	public final class Case {

		private final AccountProfile staff;

		private final AccountProfile person;

		private final SingletonSupplier<Boolean> hasMethod;

		private final SingletonSupplier<Boolean> stopped;

		private final SingletonSupplier<Boolean> waiting;

		private final SingletonSupplier<Boolean> takesTwo;

		private final SingletonSupplier<Optional<Instant>> verifiedUntil;

		private Case(AccountProfile staff, AccountProfile person) {
			this.staff = staff;
			this.person = person;
			this.hasMethod = SingletonSupplier.of(() -> Obstacles.this.methods.hasAny(person.id()));
			this.stopped = SingletonSupplier.of(() -> Obstacles.this.approvals.isStopped(person.id()));
			this.waiting = SingletonSupplier.of(() -> Obstacles.this.approvals.isWaiting(person.id()));
			this.takesTwo = SingletonSupplier.of(() -> Obstacles.this.approvals.isNeeded(person));
			this.verifiedUntil = SingletonSupplier.of(() -> Obstacles.this.checks.holdsUntil(staff.id(), person.id()));
		}

		public Optional<Barrier> barrier() {
			return Obstacles.this.reach.barrier(this.staff, this.person);
		}

		/**
		 * @return until when the caller counts as verified
		 */
		public Optional<Instant> verifiedUntil() {
			return this.verifiedUntil.obtain();
		}

		/**
		 * @return whether a reset waits for a second member of staff
		 */
		public boolean isWaiting() {
			return this.waiting.obtain();
		}

		/**
		 * @return whether a temporary pass alone would open the account
		 */
		public boolean isUnopened() {
			return !Obstacles.this.accounts.hasPassword(this.person.id());
		}

		/**
		 * @return why this cannot be done now
		 */
		public Optional<Obstacle> to(Help help) {
			return barrier().map(Obstacle::of)
				.or(() -> Optional.ofNullable(done(help)))
				.or(() -> help == Help.ENABLE ? colleague() : Optional.empty())
				.or(() -> (help.isReset() && this.hasMethod.obtain()) ? alone(help == Help.RESET_METHODS)
						: Optional.empty())
				.or(() -> help.needsCaller() ? unverified() : Optional.empty());
		}

		/**
		 * @return why a method cannot be taken away, or replaced by a pass, now
		 */
		public Optional<Obstacle> toTakeover() {
			return barrier().map(Obstacle::of).or(() -> alone(false)).or(this::unverified);
		}

		/**
		 * A pass opens the way around the methods that a person has, so it needs what a
		 * reset needs.
		 * @return why no pass can be issued now
		 */
		public Optional<Obstacle> toPass() {
			return barrier().map(Obstacle::of)
				.or(() -> this.hasMethod.obtain() ? alone(false) : Optional.empty())
				.or(() -> this.person.enabled() ? Optional.empty() : Optional.of(Obstacle.DISABLED))
				.or(() -> isUnopened() ? colleague() : Optional.empty())
				.or(this::unverified);
		}

		/**
		 * @return why it would change nothing
		 */
		private @Nullable Obstacle done(Help help) {
			return switch (help) {
				case TAKE_BACK_PASS -> Obstacles.this.passes.of(this.person.id()).isPresent() ? null : Obstacle.NO_PASS;
				case RESET_METHODS -> this.hasMethod.obtain() ? null : Obstacle.NO_METHOD;
				case UNLOCK -> Obstacles.this.attempts.of(this.person.id()).isLocked() ? null : Obstacle.NOT_LOCKED;
				case END_SESSIONS -> Obstacles.this.sessions.of(this.person.id(), this.person.generation()).isEmpty()
						? Obstacle.NOT_SIGNED_IN : null;
				case REQUIRE_ENROLLMENT ->
					(this.hasMethod.obtain() || !Obstacles.this.duty.isDemanded(this.person.id())) ? null
							: Obstacle.ALREADY_REQUIRED;
				case DISABLE -> this.person.enabled() ? null : Obstacle.ALREADY_DISABLED;
				case ENABLE -> this.person.enabled() ? Obstacle.NOT_DISABLED : null;
			};
		}

		/**
		 * @param asking whether a second member of staff can be asked
		 */
		private Optional<Obstacle> alone(boolean asking) {
			if (this.stopped.obtain()) {
				return Optional.of(Obstacle.STOPPED);
			}
			if (asking) {
				return isWaiting() ? Optional.of(Obstacle.WAITING) : Optional.empty();
			}
			return this.takesTwo.obtain() ? Optional.of(isWaiting() ? Obstacle.TWO_ASKED : Obstacle.TWO_PEOPLE)
					: Optional.empty();
		}

		/**
		 * One member of the service desk could become two, who approve each other's
		 * resets, by opening the account of a colleague who cannot get in.
		 */
		private Optional<Obstacle> colleague() {
			return (this.person.isStaff() && !this.staff.isAdministrator()) ? Optional.of(Obstacle.COLLEAGUE)
					: Optional.empty();
		}

		private Optional<Obstacle> unverified() {
			return verifiedUntil().isPresent() ? Optional.empty() : Optional.of(Obstacle.CALLER_UNVERIFIED);
		}

	}

}
