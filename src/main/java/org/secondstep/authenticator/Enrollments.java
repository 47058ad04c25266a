package org.secondstep.authenticator;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.method.EnrollmentProgress;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.UnfinishedEnrollments;
import org.secondstep.otp.OtpSecret;
import org.secondstep.secret.Sealer;
import org.secondstep.shell.PortalProperties;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Unfinished enrollments: from start until a correct code confirms them. Within one
 * sign-in the QR code stays the same for half an hour, until "start again". A new sign-in
 * never shows the QR code of an earlier one: it begins with a secret of its own, and
 * codes of the earlier one are named as such. So whoever stole a password can't copy the
 * secret that its owner is about to register.
 */
@Service
@Transactional
public class Enrollments implements UnfinishedEnrollments {

	private final PendingAuthenticatorRepository pendings;

	private final EarlierAuthenticators earlier;

	private final Attempts attempts;

	private final SignInMethods methods;

	private final PortalProperties portal;

	private final Sealer sealer;

	private final SecureRandom random;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Enrollments(PendingAuthenticatorRepository pendings, EarlierAuthenticators earlier, Attempts attempts,
			SignInMethods methods, PortalProperties portal, Sealer sealer, SecureRandom random,
			ApplicationEventPublisher events, Clock clock) {
		this.pendings = pendings;
		this.earlier = earlier;
		this.attempts = attempts;
		this.methods = methods;
		this.portal = portal;
		this.sealer = sealer;
		this.random = random;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Begins an enrollment, or continues the one that this sign-in began, under another
	 * name; one of another sign-in is given up. Two at once run one after the other.
	 * @param signIn in which this happens
	 * @param wanted what its owner calls it; the app's entry gets the name that the
	 * method will have, or its owner would later look for the code of another entry
	 */
	public void begin(AccountProfile account, String signIn, String wanted) {
		if (!SignInMethods.isAllowed(account, AuthenticatorApps.KIND)) {
			throw new IllegalStateException("Expected an allowed kind");
		}
		this.attempts.openAndLock(account.id());
		String name = this.methods.freeName(account.id(), wanted);
		running(account.id()).ifPresentOrElse((unfinished) -> {
			unfinished.call(name, label(account, name));
			if (!unfinished.isOf(signIn)) {
				startAgain(account, signIn, unfinished);
			}
		}, () -> start(account, signIn, name));
	}

	private void start(AccountProfile account, String signIn, String name) {
		this.pendings.saveAndFlush(new PendingAuthenticator(account.id(), signIn, name, label(account, name),
				OtpSecret.random(this.random), now(), this.sealer));
		remember(AuditAction.ENROLLMENT_STARTED, account);
	}

	/**
	 * @return the enrollment that this sign-in began, while its time is not over
	 */
	public Optional<Enrollment> current(AccountProfile account, String signIn) {
		return running(account.id(), signIn)
			.map((pending) -> Enrollment.of(this.portal.issuer() + " " + account.organization().name(), pending.label(),
					pending.secret(this.sealer)));
	}

	/**
	 * @return whether an enrollment of another sign-in waits
	 */
	boolean isOfAnother(AccountProfile account, String signIn) {
		return running(account.id()).filter((pending) -> !pending.isOf(signIn)).isPresent();
	}

	/**
	 * Gives the QR code up and makes a new one; codes from the old one will be named as
	 * such.
	 */
	public void startAgain(AccountProfile account, String signIn) {
		this.attempts.openAndLock(account.id());
		running(account.id(), signIn).ifPresent((pending) -> startAgain(account, signIn, pending));
	}

	private void startAgain(AccountProfile account, String signIn, PendingAuthenticator pending) {
		this.earlier.keep(account.id(), pending.secret(this.sealer));
		pending.startAgain(signIn, OtpSecret.random(this.random), now(), this.sealer);
		remember(AuditAction.ENROLLMENT_RESTARTED, account);
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<EnrollmentProgress> progress(UUID account) {
		return this.pendings.findById(account)
			.filter((pending) -> !pending.isOver(now()))
			.map(PendingAuthenticator::progress);
	}

	/**
	 * Removes what nobody finished in time, secrets included.
	 */
	void forgetOverdue() {
		this.pendings.findByExpiresAtLessThanEqual(now()).forEach(this::end);
	}

	void forget(UUID account) {
		this.pendings.findById(account).ifPresent(this::end);
	}

	/**
	 * Ends an enrollment with all its secrets.
	 * @return whether this call ended it, and nobody else
	 */
	boolean end(PendingAuthenticator pending) {
		boolean ended = this.pendings.end(pending.accountId(), pending.sealedSecret()) == 1;
		if (ended) {
			this.earlier.forget(pending.accountId());
		}
		return ended;
	}

	/**
	 * Throws away a QR code that was guessed at too often, and makes another one.
	 */
	void throwAway(AccountProfile account, PendingAuthenticator wornOut) {
		end(wornOut);
		remember(AuditAction.ENROLLMENT_THROWN_AWAY, account);
		start(account, wornOut.signIn(), wornOut.name());
	}

	Optional<PendingAuthenticator> running(UUID account, String signIn) {
		return running(account).filter((pending) -> pending.isOf(signIn));
	}

	private Optional<PendingAuthenticator> running(UUID account) {
		Optional<PendingAuthenticator> pending = this.pendings.findById(account);
		pending.filter((found) -> found.isUseless(this.sealer, now())).ifPresent(this::end);
		return pending.filter((found) -> !found.isUseless(this.sealer, now()));
	}

	/**
	 * Microsoft Authenticator overwrites an entry with the same label, so that a second
	 * app's carries its name.
	 */
	private String label(AccountProfile account, String name) {
		return this.methods.hasAny(account.id()) ? account.username() + " (" + name + ")" : account.username();
	}

	private void remember(AuditAction action, AccountProfile account) {
		this.events.publishEvent(AuditEvent.of(action, account.subject()).method(AuthenticatorApps.KIND, null));
	}

	private Instant now() {
		return this.clock.instant();
	}

}
