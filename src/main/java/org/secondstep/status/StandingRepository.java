package org.secondstep.status;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.repository.Repository;

interface StandingRepository extends Repository<Standing, UUID> {

	Standing save(Standing standing);

	Optional<Standing> findById(UUID accountId);

	void flush();

}
