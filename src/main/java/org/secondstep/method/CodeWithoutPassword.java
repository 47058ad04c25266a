package org.secondstep.method;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.attempt.Attempts;
import org.secondstep.method.SecondStep.Answer;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Judges, and spends, a code of somebody who did not prove the password, by whichever of
 * the account's methods it fits. A wrong one does not count against the owner, whom
 * strangers could lock out otherwise: who calls this must limit the guesses.
 */
@Service
public class CodeWithoutPassword {

	private static final UUID NOBODY = new UUID(0, 0);

	private final Accounts accounts;

	private final SecondSteps secondSteps;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final TransactionOperations transaction;

	CodeWithoutPassword(Accounts accounts, SecondSteps secondSteps, SignInMethods methods, Attempts attempts,
			TransactionOperations transaction) {
		this.accounts = accounts;
		this.secondSteps = secondSteps;
		this.methods = methods;
		this.attempts = attempts;
		this.transaction = transaction;
	}

	/**
	 * An account that does not exist, has no method or waits takes the same steps.
	 * @return the account, if the code is right
	 */
	public Optional<AccountProfile> prove(String typedAccount, String typed) {
		UUID known = this.accounts.findEnabled(typedAccount).orElse(NOBODY);
		return (isRight(known, typed) && this.attempts.reserve(known)) ? spend(known, typed) : Optional.empty();
	}

	/**
	 * Locks and keeps nothing: a commit would take longer for an account that exists.
	 */
	private boolean isRight(UUID account, String typed) {
		return this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return fitting(account, typed).isPresent();
		});
	}

	private Optional<AccountProfile> spend(UUID account, String typed) {
		return this.transaction.execute((status) -> {
			this.attempts.lockMethods(account);
			Optional<AccountProfile> proven = fitting(account, typed).map((method) -> {
				AccountProfile owner = this.accounts.find(account).orElseThrow();
				this.secondSteps.accept(owner, method);
				return owner;
			});
			if (proven.isEmpty()) {
				this.attempts.giveBack(account);
			}
			return proven;
		});
	}

	private Optional<MethodProfile> fitting(UUID account, String typed) {
		List<MethodProfile> registered = this.methods.of(account);
		if (registered.isEmpty()) {
			this.secondSteps.kinds()
				.stream()
				.filter((kind) -> kind.hasShape(typed))
				.forEach((kind) -> kind.judge(NOBODY, NOBODY, typed));
		}
		return registered.stream()
			.filter((method) -> this.secondSteps.kindOf(method).hasShape(typed)
					&& this.secondSteps.kindOf(method).judge(account, method.id(), typed) == Answer.RIGHT)
			.findFirst();
	}

}
