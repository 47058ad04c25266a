package org.secondstep.authenticator;

import java.util.List;

import org.secondstep.secret.KeyCheck;
import org.secondstep.secret.SealBrokenException;
import org.secondstep.secret.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * After a new key became the current one, seals old secrets anew while people go on
 * signing in. Authenticator apps have the only secrets that last, so that it tells when
 * older keys may leave.
 */
@Component
class Resealing {

	private static final Logger log = LoggerFactory.getLogger(Resealing.class);

	private final AuthenticatorAppRepository apps;

	private final Sealer sealer;

	private final KeyCheck keys;

	private final TransactionOperations transaction;

	Resealing(AuthenticatorAppRepository apps, Sealer sealer, KeyCheck keys, TransactionOperations transaction) {
		this.apps = apps;
		this.sealer = sealer;
		this.keys = keys;
		this.transaction = transaction;
	}

	/**
	 * Stops at a batch in which nothing could be sealed anew: what is damaged stays as it
	 * is, for people to look at.
	 */
	void sealAnew() {
		long total = 0;
		long batch;
		do {
			batch = this.transaction.execute((status) -> stale().stream().mapToLong(this::sealAnew).sum());
			total += batch;
		}
		while (batch > 0);
		if (total > 0) {
			log.info("Sealed {} secrets anew with the current key", total);
		}
		if (stale().isEmpty() && this.keys.retireAllBut(this.sealer.currentKeyId())) {
			log.info("No secret is left that an older key sealed");
		}
	}

	private List<AuthenticatorApp> stale() {
		return this.apps.findBySealedSecretNotLike(this.sealer.currentKeyId() + ".%", Limit.of(500));
	}

	private long sealAnew(AuthenticatorApp app) {
		try {
			return this.apps.reseal(app.methodId(), app.sealedSecret(), app.resealed(this.sealer));
		}
		catch (SealBrokenException ex) {
			return 0;
		}
	}

}
