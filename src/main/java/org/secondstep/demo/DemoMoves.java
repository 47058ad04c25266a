package org.secondstep.demo;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;

import org.apache.commons.codec.binary.Base32;
import org.secondstep.account.Accounts;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.authenticator.Enrollments;
import org.secondstep.authenticator.Proof;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.StepReached;
import org.secondstep.otp.OtpCode;
import org.secondstep.otp.OtpSecret;
import org.secondstep.otp.Totp;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What invented people do, through the same doors as everybody.
 */
@Component
@Profile("demo")
class DemoMoves {

	/** Farther than any explanation of a wrong code looks. */
	private static final int FAR = 21;

	private static final String BROWSER = "demo";

	private final Accounts accounts;

	private final Enrollments enrollments;

	private final Proof proof;

	private final SignInMethods methods;

	private final SecondSteps secondSteps;

	private final Audit audit;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	DemoMoves(Accounts accounts, Enrollments enrollments, Proof proof, SignInMethods methods, SecondSteps secondSteps,
			Audit audit, ApplicationEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.enrollments = enrollments;
		this.proof = proof;
		this.methods = methods;
		this.secondSteps = secondSteps;
		this.audit = audit;
		this.events = events;
		this.clock = clock;
	}

	void typePassword(DemoPerson person) {
		remember(AuditAction.PASSWORD_ACCEPTED, person);
	}

	void mistypePassword(DemoPerson person) {
		remember(AuditAction.PASSWORD_WRONG, person);
	}

	void lookAtMethods(DemoPerson person) {
		typePassword(person);
		this.events.publishEvent(new StepReached(person.account().id(), 6));
	}

	void signIn(DemoPerson person) {
		typePassword(person);
		answer(person, code(person.apps().get(0), 0));
	}

	/**
	 * Types a wrong code at sign-in.
	 */
	void guess(DemoPerson person) {
		typePassword(person);
		mistypeCode(person);
	}

	void mistypeCode(DemoPerson person) {
		answer(person, wrongCode(person.apps().get(0)));
	}

	void enroll(DemoPerson person, String app) {
		OtpSecret secret = scan(person, app);
		this.proof.confirm(person.account(), BROWSER, code(secret, 0));
		person.apps().add(secret);
	}

	/**
	 * Begins and types nothing.
	 */
	void begin(DemoPerson person) {
		scan(person, "Authenticator app");
	}

	/**
	 * Types codes of a phone whose clock is slow.
	 * @param steps by so many half minutes
	 */
	void stumbleOverClock(DemoPerson person, int steps) {
		OtpSecret secret = scan(person, "Authenticator app");
		this.proof.confirm(person.account(), BROWSER, code(secret, -steps));
		this.proof.confirm(person.account(), BROWSER, code(secret, -steps));
	}

	void stumbleOverEarlierCode(DemoPerson person) {
		OtpSecret secret = scan(person, "Authenticator app");
		this.enrollments.startAgain(person.account(), BROWSER);
		this.proof.confirm(person.account(), BROWSER, code(secret, 0));
	}

	void stumble(DemoPerson person) {
		this.proof.confirm(person.account(), BROWSER, wrongCode(scan(person, "Authenticator app")));
	}

	void leave(DemoPerson person) {
		this.accounts.disable(person.account().id(), null, "Left the company");
	}

	private OtpSecret scan(DemoPerson person, String app) {
		typePassword(person);
		this.events.publishEvent(new StepReached(person.account().id(), 8));
		this.enrollments.begin(person.account(), BROWSER, app);
		String key = String.join("", this.enrollments.current(person.account(), BROWSER).orElseThrow().keyGroups());
		return OtpSecret.of(new Base32().decode(key));
	}

	private void answer(DemoPerson person, String code) {
		UUID first = this.methods.of(person.account().id()).get(0).id();
		this.secondSteps.verify(person.account(), first, code, SecondSteps.NOTHING_ELSE);
	}

	private String code(OtpSecret secret, int ahead) {
		return Totp.codeAt(secret, Totp.stepAt(this.clock.instant()) + ahead);
	}

	private String wrongCode(OtpSecret secret) {
		int digits = 0;
		String code;
		do {
			digits += 271_828;
			code = String.format(Locale.ROOT, "%06d", digits % 1_000_000);
		}
		while (Totp.matchingStep(secret, new OtpCode(code), this.clock.instant(), FAR).isPresent());
		return code;
	}

	private void remember(AuditAction action, DemoPerson person) {
		this.audit.remember(AuditEvent.of(action, person.account().subject()));
	}

}
