package org.secondstep.authenticator;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.otp.OtpSecret;
import org.secondstep.secret.BrokenSeals;
import org.secondstep.secret.SealBrokenException;
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

	private final BrokenSeals broken;

	private final Clock clock;

	EarlierAuthenticators(EarlierAuthenticatorRepository repository, Sealer sealer, BrokenSeals broken, Clock clock) {
		this.repository = repository;
		this.sealer = sealer;
		this.broken = broken;
		this.clock = clock;
	}

	void keep(UUID account, OtpSecret secret) {
		List<EarlierAuthenticator> kept = this.repository.findByAccountIdOrderByStartedAt(account);
		kept.stream().limit(Math.max(0, kept.size() - MOST + 1)).forEach(this.repository::delete);
		this.repository
			.save(new EarlierAuthenticator(UUID.randomUUID(), account, secret, this.clock.instant(), this.sealer));
	}

	/**
	 * @return those that can be read, oldest first
	 */
	List<OtpSecret> secrets(UUID account) {
		return this.repository.findByAccountIdOrderByStartedAt(account)
			.stream()
			.flatMap((each) -> secret(each).stream())
			.toList();
	}

	private Optional<OtpSecret> secret(EarlierAuthenticator earlier) {
		try {
			return Optional.of(earlier.secret(this.sealer));
		}
		catch (SealBrokenException ex) {
			this.broken.report(earlier.place());
			return Optional.empty();
		}
	}

	void forget(UUID account) {
		this.repository.forget(account);
	}

}
