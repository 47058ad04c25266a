package org.secondstep.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

	Account save(Account account);

	Optional<Account> findById(UUID id);

	Optional<Account> findByUsername(String username);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("""
			update Account a set a.enabled = :enabled, a.version = a.version + 1
			where a.id = :id and a.enabled <> :enabled""")
	int enable(UUID id, boolean enabled);

	long count();

}
