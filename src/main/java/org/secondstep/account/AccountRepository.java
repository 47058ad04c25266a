package org.secondstep.account;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

	Account save(Account account);

	Optional<Account> findById(UUID id);

	Optional<Account> findByUsername(String username);

	long count();

}
