package org.secondstep.account;

import java.util.Optional;

import org.secondstep.account.SealedPasswords.Opened;
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

	private final SealedPasswords sealed;

	private final Passwords passwords;

	PasswordCheck(AccountRepository repository, Accounts accounts, SealedPasswords sealed, Passwords passwords) {
		this.repository = repository;
		this.accounts = accounts;
		this.sealed = sealed;
		this.passwords = passwords;
	}

	/**
	 * Takes as long for an account that does not exist, or may not sign in, as for one
	 * that does.
	 * @param typed the account as somebody typed it
	 * @throws TooManyPasswordsException if too many are waiting to be compared
	 */
	public Comparison compare(String typed, String password) {
		Optional<Account> account = Username.parse(typed)
			.flatMap((username) -> this.repository.findByUsername(username.value()));
		Opened stored = this.sealed.open(account);
		boolean right = this.passwords.matches(password, stored.hash());
		return new Comparison(account.filter((found) -> right)
			.flatMap((found) -> this.accounts.find(found.id())
				.filter((profile) -> profile.generation() == found.generation()))
			.filter(AccountProfile::enabled), stored.unreadable());
	}

	/**
	 * What came of it.
	 *
	 * @param account the account, if it exists, is enabled and this is its password, also
	 * now that it was compared
	 * @param unreadable whether its stored password was damaged or moved, so that none is
	 * right
	 */
	public record Comparison(Optional<AccountProfile> account, boolean unreadable) {

	}

}
