package org.secondstep.authenticator;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AuthenticatorAppRepository extends Repository<AuthenticatorApp, UUID> {

	AuthenticatorApp save(AuthenticatorApp app);

	Optional<AuthenticatorApp> findById(UUID methodId);

	/**
	 * Spends a time step: one row, or it was spent before (RFC 6238 §5.2).
	 */
	@Modifying
	@Query("update AuthenticatorApp a set a.lastStep = :step where a.methodId = :methodId and a.lastStep < :step")
	int spend(UUID methodId, long step);

}
