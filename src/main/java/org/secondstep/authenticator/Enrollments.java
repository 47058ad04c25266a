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
 * Enrollments from their begin to the eve of their proof: the same QR code for half an
 * hour, whatever the person does in the browser in which it was begun, until "start
 * again". Another browser never sees that QR code: it begins with one of its own, from
 * when on the first one no longer counts. So whoever stole a password cannot copy the
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
	 * Begins an enrollment, or goes on under another name with the one that this browser
	 * left unfinished; one of another browser is given up. Two at once come one after the
	 * other.
	 * @param browser what {@link EnrollmentBrowser} knows it by
	 * @param wanted what its owner calls it; the app's entry gets the name that the
	 * method will have, or its owner would later look for the code of another entry
	 */
	public void begin(AccountProfile account, String browser, String wanted) {
		if (!SignInMethods.isAllowed(account, AuthenticatorApps.KIND)) {
			throw new IllegalStateException("Expected an allowed kind");
		}
		this.attempts.openAndLock(account.id());
		String name = this.methods.freeName(account.id(), wanted);
		running(account.id()).ifPresentOrElse((unfinished) -> {
			unfinished.call(name, label(account, name));
			if (!unfinished.isIn(browser)) {
				startAgain(account, browser, unfinished);
			}
		}, () -> start(account, browser, name));
	}

	private void start(AccountProfile account, String browser, String name) {
		this.pendings.saveAndFlush(new PendingAuthenticator(account.id(), browser, name, label(account, name),
				OtpSecret.random(this.random), now(), this.sealer));
		remember(AuditAction.ENROLLMENT_STARTED, account);
	}

	/**
	 * @return the enrollment that was begun in this browser, while its time is not over
	 */
	public Optional<Enrollment> current(AccountProfile account, String browser) {
		return running(account.id(), browser)
			.map((pending) -> Enrollment.of(this.portal.issuer() + " " + account.organization().name(), pending.label(),
					pending.secret(this.sealer)));
	}

	/**
	 * @return whether an enrollment waits in another browser
	 */
	boolean isElsewhere(AccountProfile account, String browser) {
		return running(account.id()).filter((pending) -> !pending.isIn(browser)).isPresent();
	}

	/**
	 * Gives the QR code up and makes a new one; codes from the old one will be named as
	 * such.
	 */
	public void startAgain(AccountProfile account, String browser) {
		this.attempts.openAndLock(account.id());
		running(account.id(), browser).ifPresent((pending) -> startAgain(account, browser, pending));
	}

	private void startAgain(AccountProfile account, String browser, PendingAuthenticator pending) {
		this.earlier.keep(account.id(), pending.secret(this.sealer));
		pending.startAgain(browser, OtpSecret.random(this.random), now(), this.sealer);
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
		start(account, wornOut.browser(), wornOut.name());
	}

	Optional<PendingAuthenticator> running(UUID account, String browser) {
		return running(account).filter((pending) -> pending.isIn(browser));
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
