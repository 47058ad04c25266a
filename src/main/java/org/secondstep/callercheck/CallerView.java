package org.secondstep.callercheck;

import java.time.Clock;
import java.util.Optional;

import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.secret.Sealer;

import org.springframework.stereotype.Service;

/**
 * What a caller sees and does.
 */
@Service
class CallerView {

	private final CallerChecks checks;

	private final Accounts accounts;

	private final Sealer sealer;

	private final Clock clock;

	CallerView(CallerChecks checks, Accounts accounts, Sealer sealer, Clock clock) {
		this.checks = checks;
		this.accounts = accounts;
		this.sealer = sealer;
		this.clock = clock;
	}

	/**
	 * Opening the page begins to wait for the service desk.
	 */
	CheckPage page(AccountProfile caller) {
		CallerCheck check = this.checks.call(caller, false);
		Words words = Words.open(check, this.sealer);
		String staff = Optional.ofNullable(check.staff())
			.flatMap(this.accounts::find)
			.map(AccountProfile::displayName)
			.orElse(null);
		return CheckPage.of(check, Side.CALLER, words, staff, this.clock.instant());
	}

	CheckPage state(AccountProfile caller) {
		CallerCheck check = this.checks.ofCaller(caller).orElseThrow();
		return CheckPage.state(check, Side.CALLER, this.clock.instant());
	}

	void again(AccountProfile caller) {
		this.checks.call(caller, true);
	}

	/**
	 * @return whether the word was right, or no word is asked for any more
	 */
	boolean hear(AccountProfile caller, String typed) {
		CallerCheck check = this.checks.ofCaller(caller).orElseThrow();
		boolean asked = check.seenBy(Side.CALLER, this.clock.instant()) == CheckState.OPEN;
		return this.checks.hear(check, Side.CALLER, typed, caller, caller) || !asked;
	}

	/**
	 * @return the name of the person for whom the service desk asks this one
	 */
	Optional<String> question(AccountProfile colleague) {
		return this.checks.questionTo(colleague)
			.flatMap((question) -> this.accounts.find(question.account()))
			.map(AccountProfile::displayName);
	}

}
