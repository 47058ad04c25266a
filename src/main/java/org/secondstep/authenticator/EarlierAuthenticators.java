package org.secondstep.authenticator;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.secondstep.otp.OtpSecret;
import org.secondstep.secret.Sealer;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The last secrets that were given up while an enrollment goes on.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EarlierAuthenticators {

	private static final int MOST = 5;

	private final EarlierAuthenticatorRepository repository;

	private final Sealer sealer;

	private final Clock clock;

	EarlierAuthenticators(EarlierAuthenticatorRepository repository, Sealer sealer, Clock clock) {
		this.repository = repository;
		this.sealer = sealer;
		this.clock = clock;
	}

	void keep(UUID account, OtpSecret secret) {
		List<EarlierAuthenticator> kept = this.repository.findByAccountIdOrderByStartedAt(account);
		kept.stream().limit(Math.max(0, kept.size() - MOST + 1)).forEach(this.repository::delete);
		this.repository
			.save(new EarlierAuthenticator(UUID.randomUUID(), account, secret, this.clock.instant(), this.sealer));
	}

	/**
	 * @return oldest first
	 */
	List<OtpSecret> secrets(UUID account) {
		return this.repository.findByAccountIdOrderByStartedAt(account)
			.stream()
			.map((each) -> each.secret(this.sealer))
			.toList();
	}

	void forget(UUID account) {
		this.repository.forget(account);
	}

}
