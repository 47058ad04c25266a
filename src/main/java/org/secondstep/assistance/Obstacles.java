package org.secondstep.assistance;

import java.time.Instant;
import java.util.Optional;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.approval.Approvals;
import org.secondstep.callercheck.CallerChecks;
import org.secondstep.method.SignInMethods;
import org.secondstep.staff.Barrier;
import org.secondstep.staff.Reach;

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

	private final NeedlessHelp needless;

	Obstacles(CallerChecks checks, Approvals approvals, Reach reach, Accounts accounts, SignInMethods methods,
			NeedlessHelp needless) {
		this.checks = checks;
		this.approvals = approvals;
		this.reach = reach;
		this.accounts = accounts;
		this.methods = methods;
		this.needless = needless;
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

		private final SingletonSupplier<Boolean> unopened;

		private final SingletonSupplier<Optional<Instant>> verifiedUntil;

		private Case(AccountProfile staff, AccountProfile person) {
			this.staff = staff;
			this.person = person;
			this.hasMethod = SingletonSupplier.of(() -> Obstacles.this.methods.hasAny(person.id()));
			this.stopped = SingletonSupplier.of(() -> Obstacles.this.approvals.isStopped(person.id()));
			this.waiting = SingletonSupplier.of(() -> Obstacles.this.approvals.isWaiting(person.id()));
			this.takesTwo = SingletonSupplier.of(() -> Obstacles.this.approvals.isNeeded(person));
			this.unopened = SingletonSupplier.of(() -> !Obstacles.this.accounts.hasPassword(person.id()));
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
			return this.unopened.obtain();
		}

		/**
		 * @return why this cannot be done now
		 */
		public Optional<Obstacle> to(Help help) {
			return barrier().map(Obstacle::of)
				.or(() -> Optional
					.ofNullable(Obstacles.this.needless.obstacle(help, this.person, this.hasMethod::obtain)))
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
		 * The second step is still asked, so nothing is taken away; but an owner who
		 * stopped a reset is under attack.
		 * @return why this person can't be let choose a new password now
		 */
		public Optional<Obstacle> toNewPassword() {
			return barrier().map(Obstacle::of)
				.or(() -> this.stopped.obtain() ? Optional.of(Obstacle.STOPPED) : Optional.empty())
				.or(() -> this.person.enabled() ? Optional.empty() : Optional.of(Obstacle.DISABLED))
				.or(() -> isUnopened() ? Optional.of(Obstacle.NO_PASSWORD) : Optional.empty())
				.or(this::colleague)
				.or(this::unverified);
		}

		/**
		 * @return whether this person had a method, has none now, and a pass can be
		 * issued to register another one
		 */
		public boolean isPassWanted() {
			return this.person.firstEnrolledAt() != null && !this.hasMethod.obtain() && toPass().isEmpty();
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
