package org.secondstep.accountimport;

import java.util.List;
import java.util.UUID;

import org.secondstep.account.AccountDetails;
import org.secondstep.account.NewAccount;

/**
 * What a line means.
 */
sealed interface Verdict {

	record Wrong(List<Problem> problems) implements Verdict {
	}

	record Create(NewAccount account) implements Verdict {
	}

	/**
	 * @param edition of the account that was compared
	 * @param rights whether the account may then do something else than before
	 */
	record Change(UUID account, int edition, AccountDetails details, boolean rights) implements Verdict {
	}

	record Same() implements Verdict {
	}

}
