package org.secondstep.account;

import java.util.Optional;

import org.secondstep.passwordhash.Passwords;
import org.secondstep.passwordhash.TooManyPasswordsException;

import org.springframework.stereotype.Service;

/**
 * Compares typed passwords. Holds no database connection meanwhile, so that a crowd that
 * waits for its turn takes none from the others.
 */
@Service
public class PasswordCheck {

	private final AccountRepository repository;

	private final Accounts accounts;

	private final Passwords passwords;

	PasswordCheck(AccountRepository repository, Accounts accounts, Passwords passwords) {
		this.repository = repository;
		this.accounts = accounts;
		this.passwords = passwords;
	}

	/**
	 * Takes as long for an account that does not exist, or may not sign in, as for one
	 * that does.
	 * @param typed the account as somebody typed it
	 * @return the account, if it exists, is enabled and this is its password, also now
	 * that it was compared
	 * @throws TooManyPasswordsException if too many are waiting to be compared
	 */
	public Optional<AccountProfile> authenticate(String typed, String password) {
		Optional<Account> account = Username.parse(typed)
			.flatMap((username) -> this.repository.findByUsername(username.value()));
		boolean right = this.passwords.matches(password, account.flatMap(Account::passwordHash));
		return account.filter((found) -> right)
			.flatMap((found) -> this.accounts.find(found.id())
				.filter((profile) -> profile.generation() == found.generation()))
			.filter(AccountProfile::enabled);
	}

}
