package org.secondstep.authenticator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PendingAuthenticatorRepository extends Repository<PendingAuthenticator, UUID> {

	PendingAuthenticator saveAndFlush(PendingAuthenticator pending);

	Optional<PendingAuthenticator> findById(UUID accountId);

	List<PendingAuthenticator> findByExpiresAtLessThanEqual(Instant now);

	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("""
			update PendingAuthenticator p set p.wrongCodes = p.wrongCodes + 1
			where p.accountId = :accountId and p.sealedSecret = :sealedSecret and p.wrongCodes < :most
			and p.expiresAt > :now""")
	int reserve(UUID accountId, String sealedSecret, int most, Instant now);

	/**
	 * Ends a pending enrollment: one row, or somebody else ended or renewed it.
	 */
	@Modifying(flushAutomatically = true, clearAutomatically = true)
	@Query("delete from PendingAuthenticator p where p.accountId = :accountId and p.sealedSecret = :sealedSecret")
	int end(UUID accountId, String sealedSecret);

}
