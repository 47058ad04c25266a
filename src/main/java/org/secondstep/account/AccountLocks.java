package org.secondstep.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets nobody else change an account until the transaction ends.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AccountLocks {

	private final AccountRepository repository;

	private final Accounts accounts;

	AccountLocks(AccountRepository repository, Accounts accounts) {
		this.repository = repository;
		this.accounts = accounts;
	}

	/**
	 * @return the account as it is now
	 */
	public AccountProfile lock(UUID id) {
		this.repository.lock(id).orElseThrow();
		return this.accounts.find(id).orElseThrow();
	}

	/**
	 * Looks for somebody who may choose a first password, in one step whatever was typed.
	 * @param typed the account as somebody typed it
	 */
	public Optional<UUID> lockUnopened(String typed) {
		return this.repository.lockUnopened(Username.canonical(typed)).map(UUID::fromString);
	}

}
