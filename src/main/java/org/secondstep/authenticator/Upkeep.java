package org.secondstep.authenticator;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.ResetBegun;
import org.secondstep.secret.KeyCheck;
import org.secondstep.secret.SealBrokenException;
import org.secondstep.secret.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets enrollments that nobody finished and, after a new key became the current one,
 * seals old secrets anew while people go on signing in.
 */
@Component
class Upkeep {

	private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

	private final AuthenticatorAppRepository apps;

	private final Enrollments enrollments;

	private final Sealer sealer;

	private final KeyCheck keys;

	private final TransactionOperations transaction;

	Upkeep(AuthenticatorAppRepository apps, Enrollments enrollments, Sealer sealer, KeyCheck keys,
			TransactionOperations transaction) {
		this.apps = apps;
		this.enrollments = enrollments;
		this.sealer = sealer;
		this.keys = keys;
		this.transaction = transaction;
	}

	@Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void forgetOverdue() {
		this.enrollments.forgetOverdue();
	}

	/**
	 * Whoever began with the old password must not finish after it was changed; and
	 * whoever began with the password alone must not know the secret that somebody with a
	 * pass goes on to register.
	 */
	@EventListener
	@Transactional(propagation = Propagation.MANDATORY)
	void forgetBegunWithLess(AuditEvent event) {
		if (event.action() == AuditAction.PASSWORD_CHANGED || event.action() == AuditAction.PASS_USED) {
			this.enrollments.forget(Objects.requireNonNull(event.whom()).id());
		}
	}

	/**
	 * Whoever began before a reset must not finish after it.
	 */
	@EventListener
	void forgetBegun(ResetBegun reset) {
		this.enrollments.forget(reset.account());
	}

	/**
	 * Stops at a batch in which nothing could be sealed anew: what is damaged stays as it
	 * is, for people to look at.
	 */
	@Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
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
