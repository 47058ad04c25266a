package org.secondstep.apitoken;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApiTokenRepository extends Repository<ApiToken, UUID> {

	ApiToken saveAndFlush(ApiToken token);

	boolean existsByName(String name);

	Optional<ApiToken> findById(UUID id);

	Optional<ApiToken> findByTokenHash(String hash);

	List<ApiToken> findAllByOrderByCreatedAtDescIdAsc();

	/**
	 * The check value goes too, so nobody brings the token back in the database.
	 * @return 1 if it was not revoked before
	 */
	@Modifying
	@Query("update ApiToken t set t.revokedAt = :now, t.checkValue = null where t.id = :id and t.revokedAt is null")
	int revoke(UUID id, Instant now);

	/**
	 * The check values go too.
	 * @return how many worked until now
	 */
	@Modifying
	@Query("""
			update ApiToken t set t.orphanedAt = :now, t.checkValue = null
			where t.makerId = :maker and t.orphanedAt is null
			and t.revokedAt is null and t.expiresAt > :now""")
	int orphan(UUID maker, Instant now);

	@Modifying
	@Query("update ApiToken t set t.lastUsedAt = :now where t.id = :id and (t.lastUsedAt is null or t.lastUsedAt < :now)")
	void use(UUID id, Instant now);

}
