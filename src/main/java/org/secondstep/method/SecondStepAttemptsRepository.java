package org.secondstep.method;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SecondStepAttemptsRepository extends Repository<SecondStepAttempts, UUID> {

	SecondStepAttempts save(SecondStepAttempts attempts);

	Optional<SecondStepAttempts> findById(UUID accountId);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select a from SecondStepAttempts a where a.accountId = :accountId")
	Optional<SecondStepAttempts> lock(UUID accountId);

	@Modifying
	@Query("""
			update SecondStepAttempts a
			set a.failures = a.failures + 1,
			    a.blockedUntil = case a.failures
			        when 0 then :now when 1 then :now when 2 then :now when 3 then :now
			        when 4 then :first when 5 then :second when 6 then :third when 7 then :fourth
			        when 8 then :fifth else :last end
			where a.accountId = :accountId and a.failures < 100 and a.blockedUntil <= :now""")
	int reserve(UUID accountId, Instant now, Instant first, Instant second, Instant third, Instant fourth,
			Instant fifth, Instant last);

	@Modifying
	@Query("update SecondStepAttempts a set a.failures = 0, a.blockedUntil = :now where a.accountId = :accountId")
	void clear(UUID accountId, Instant now);

	@Modifying
	@Query("""
			update SecondStepAttempts a set a.failures = a.failures - 1, a.blockedUntil = :now
			where a.accountId = :accountId and a.failures > 0""")
	void giveBack(UUID accountId, Instant now);

}
