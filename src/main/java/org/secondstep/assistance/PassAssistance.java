package org.secondstep.assistance;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountLocks;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.method.SignInMethods;
import org.secondstep.temporarypass.IssuedPass;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues temporary passes, if nothing stands against it.
 */
@Service
@Transactional
public class PassAssistance {

	private final Assistance assistance;

	private final SignInMethods methods;

	private final Accounts accounts;

	private final AccountLocks locks;

	private final TemporaryPasses passes;

	PassAssistance(Assistance assistance, SignInMethods methods, Accounts accounts, AccountLocks locks,
			TemporaryPasses passes) {
		this.assistance = assistance;
		this.methods = methods;
		this.accounts = accounts;
		this.locks = locks;
		this.passes = passes;
	}

	/**
	 * A pass opens the way around the methods that a person has, so it needs what a reset
	 * needs.
	 * @return why no pass can be issued to this person now
	 */
	@Transactional(readOnly = true)
	public Optional<Obstacle> obstacle(AccountProfile staff, AccountProfile person) {
		Optional<Obstacle> obstacle = this.methods.hasAny(person.id())
				? this.assistance.obstacleToTakeover(staff, person) : this.assistance.obstacle(staff, person);
		Obstacle ofPerson = obstacleOfPerson(staff, person);
		return obstacle.filter((found) -> ofPerson == null || found != Obstacle.CALLER_UNVERIFIED)
			.or(() -> Optional.ofNullable(ofPerson));
	}

	/**
	 * @return whether the pass alone will open the account
	 */
	@Transactional(readOnly = true)
	public boolean isFirst(AccountProfile person) {
		return !this.accounts.hasPassword(person.id());
	}

	/**
	 * One member of the service desk could become two, who approve each other's resets,
	 * by opening the account of a new colleague.
	 */
	private @Nullable Obstacle obstacleOfPerson(AccountProfile staff, AccountProfile person) {
		if (!person.enabled()) {
			return Obstacle.DISABLED;
		}
		return (person.isStaff() && !staff.isAdministrator() && isFirst(person)) ? Obstacle.NEW_STAFF : null;
	}

	/**
	 * Whoever disables the account meanwhile comes before or after.
	 * @return nothing if an obstacle stands against it
	 */
	Optional<IssuedPass> issue(AccountProfile staff, AccountProfile person, Instant starts, Instant ends,
			boolean manyUses, String reason) {
		AccountProfile current = this.locks.lock(person.id());
		return obstacle(staff, current).isPresent() ? Optional.empty()
				: Optional.of(this.passes.issue(current, staff.subject(), starts, ends, manyUses, reason));
	}

}
