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

	AccountLocks(AccountRepository repository) {
		this.repository = repository;
	}

	public void lock(UUID id) {
		this.repository.lockRow(id).orElseThrow();
	}

	/**
	 * @param seen the account as it was when the session was judged that asks for a
	 * change
	 * @return whether no change has ended that session since
	 */
	public boolean lockInSession(AccountProfile seen) {
		return this.repository.lockGeneration(seen.id())
			.filter((generation) -> generation == seen.generation())
			.isPresent();
	}

	/**
	 * Looks for an account that is enabled, in one step whatever was typed.
	 * @param typed the account as somebody typed it
	 */
	public Optional<UUID> lockEnabled(String typed) {
		return this.repository.lockEnabled(Username.canonical(typed)).map(UUID::fromString);
	}

}
