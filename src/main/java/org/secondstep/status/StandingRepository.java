package org.secondstep.status;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StandingRepository extends Repository<Standing, UUID> {

	Standing save(Standing standing);

	Optional<Standing> findById(UUID accountId);

	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select s from Standing s where s.accountId = :accountId")
	Optional<Standing> lock(UUID accountId);

	void flush();

}
