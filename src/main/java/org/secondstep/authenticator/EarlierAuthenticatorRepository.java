package org.secondstep.authenticator;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface EarlierAuthenticatorRepository extends Repository<EarlierAuthenticator, UUID> {

	EarlierAuthenticator save(EarlierAuthenticator earlier);

	void delete(EarlierAuthenticator earlier);

	List<EarlierAuthenticator> findByAccountIdOrderByStartedAt(UUID accountId);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("delete from EarlierAuthenticator e where e.accountId = :accountId")
	void forget(UUID accountId);

}
