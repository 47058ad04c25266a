package org.secondstep.attempt;

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
			    a.blockedUntil = case when a.failures < 4 then a.blockedUntil
			        when a.failures = 4 then :first when a.failures = 5 then :second
			        when a.failures = 6 then :third when a.failures = 7 then :fourth
			        when a.failures = 8 then :fifth else :last end
			where a.accountId = :accountId and a.failures < 100
			and (a.blockedUntil <= :now or a.blockedUntil > :last)""")
	int reserve(UUID accountId, Instant now, Instant first, Instant second, Instant third, Instant fourth,
			Instant fifth, Instant last);

	@Modifying
	@Query("""
			update SecondStepAttempts a set a.failures = 0, a.blockedUntil = :now, a.ownerTold = false
			where a.accountId = :accountId""")
	void clear(UUID accountId, Instant now);

	@Modifying
	@Query("""
			update SecondStepAttempts a set a.failures = 0, a.blockedUntil = :now, a.ownerTold = false
			where a.accountId = :accountId and a.failures >= 100""")
	int unlock(UUID accountId, Instant now);

	@Modifying
	@Query("""
			update SecondStepAttempts a set a.failures = a.failures - 1, a.blockedUntil = :now
			where a.accountId = :accountId and a.failures > 0""")
	void giveBack(UUID accountId, Instant now);

	@Modifying
	@Query("""
			update SecondStepAttempts a set a.ownerTold = true
			where a.accountId = :accountId and a.failures >= :failures and a.ownerTold = false""")
	int tellOwner(UUID accountId, int failures);

}
