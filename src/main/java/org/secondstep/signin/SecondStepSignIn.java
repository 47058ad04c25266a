package org.secondstep.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.session.CurrentSession;

import org.springframework.stereotype.Component;

/**
 * What a right or a hopeless answer to the second step does to the session and the
 * browser.
 */
@Component
class SecondStepSignIn {

	private final CurrentSession session;

	private final DeviceCookie device;

	private final SignInFlow flow;

	private final Audit audit;

	SecondStepSignIn(CurrentSession session, DeviceCookie device, SignInFlow flow, Audit audit) {
		this.session = session;
		this.device = device;
		this.flow = flow;
		this.audit = audit;
	}

	/**
	 * In the transaction that accepts the answer: nobody gets in on a new device unless
	 * its owner is told.
	 */
	void tellOfNewDevice(AccountProfile account, HttpServletRequest request) {
		if (isNewDevice(account, request)) {
			String browser = this.session.signedIn(request).map((signedIn) -> signedIn.client().browser()).orElse("?");
			this.audit.remember(AuditEvent.of(AuditAction.SIGNED_IN_ON_NEW_DEVICE, account.subject()).detail(browser));
		}
	}

	/**
	 * @return where to go now
	 */
	String complete(AccountProfile account, HttpServletRequest request, HttpServletResponse response) {
		boolean signingIn = isHalf(request);
		this.session.secondStepPassed(request);
		if (isNewDevice(account, request)) {
			this.device.own(account.username(), request, response);
		}
		return this.flow.afterSecondStep(account, signingIn, request, response);
	}

	/**
	 * A ticket is good for this session only: it marks no device, and nobody stays signed
	 * in by it.
	 * @return where to go now
	 */
	String completeByTicket(HttpServletRequest request) {
		this.session.ticketPassed(request);
		return SignInFlow.ENROLL;
	}

	/**
	 * Ends a sign-in whose second step has to wait: it goes on with the password only.
	 * @return whether this was a sign-in, not a step-up of somebody who is signed in
	 */
	boolean abandon(HttpServletRequest request) {
		boolean half = isHalf(request);
		if (half) {
			this.session.end(request);
		}
		return half;
	}

	private boolean isNewDevice(AccountProfile account, HttpServletRequest request) {
		return this.device.owned(account.username(), request).isEmpty();
	}

	private boolean isHalf(HttpServletRequest request) {
		return this.session.signedIn(request).filter((facts) -> !facts.isHalf()).isEmpty();
	}

}
