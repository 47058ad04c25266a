package org.secondstep.authenticator;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AuthenticatorAppRepository extends Repository<AuthenticatorApp, UUID> {

	AuthenticatorApp save(AuthenticatorApp app);

	Optional<AuthenticatorApp> findById(UUID methodId);

	/**
	 * @return the newest step that was spent with an app of this account
	 */
	@NativeQuery("""
			select max(a.last_step) from authenticator_app a join sign_in_method m on m.id = a.method_id
			where m.account_id = :account""")
	Optional<Long> lastStep(UUID account);

	/**
	 * Spends a time step: one row, or it was spent before (RFC 6238 §5.2).
	 * @param furthest a last step after this one was spent while the clock was wrong, and
	 * counts no more
	 */
	@Modifying
	@Query("""
			update AuthenticatorApp a set a.lastStep = :step
			where a.methodId = :methodId and (a.lastStep < :step or a.lastStep > :furthest)""")
	int spend(UUID methodId, long step, long furthest);

}
