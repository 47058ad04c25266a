package org.secondstep.method;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface SignInMethodRepository extends Repository<SignInMethod, UUID> {

	SignInMethod save(SignInMethod method);

	void delete(SignInMethod method);

	Optional<SignInMethod> findByIdAndAccountId(UUID id, UUID accountId);

	List<SignInMethod> findByAccountIdOrderByRegisteredAtAscIdAsc(UUID accountId);

	boolean existsByAccountId(UUID accountId);

}
