package org.secondstep.callercheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.limit.EvenTime;
import org.secondstep.limit.Limits;
import org.secondstep.limit.Refusals;
import org.secondstep.method.CodeWithoutPassword;
import org.secondstep.method.SecondSteps;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SessionPart;
import org.secondstep.session.SignedIn;

import org.springframework.stereotype.Service;

/**
 * Who calls: whoever signed in with both steps in this browser, or typed a fresh code of
 * the account here. A password alone is what its thief has, so it counts for nothing.
 */
@Service
class Callers {

	private static final SessionPart<ProvenCaller> PROVEN = new SessionPart<>("provenCaller", ProvenCaller.class);

	private static final Duration GOOD_FOR = Duration.ofMinutes(10);

	/** A second step that lies further ahead was made while the clock was wrong. */
	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

	/** Codes, over all accounts; an office shares one address. */
	private static final int MOST_OF_CLIENT = 60;

	private static final Duration WINDOW = Duration.ofMinutes(15);

	private final Accounts accounts;

	private final SecondSteps secondSteps;

	private final CodeWithoutPassword codes;

	private final GuessLimit guesses;

	private final EvenTime time;

	private final Limits limits;

	private final CurrentSession session;

	private final Refusals refusals;

	private final Clock clock;

	Callers(Accounts accounts, SecondSteps secondSteps, CodeWithoutPassword codes, GuessLimit guesses, EvenTime time,
			Limits limits, CurrentSession session, Refusals refusals, Clock clock) {
		this.accounts = accounts;
		this.secondSteps = secondSteps;
		this.codes = codes;
		this.guesses = guesses;
		this.time = time;
		this.limits = limits;
		this.session = session;
		this.refusals = refusals;
		this.clock = clock;
	}

	Optional<AccountProfile> of(@Nullable AccountProfile account, HttpServletRequest request) {
		if (account != null && passedBothSteps(account, request)) {
			return Optional.of(account);
		}
		return PROVEN.find(request).flatMap(this::proven);
	}

	/**
	 * Judges and spends a code. It proves the caller to this check only and signs nobody
	 * in; the answer tells nobody whether there is such an account.
	 */
	boolean prove(String typedAccount, String code, HttpServletRequest request) {
		boolean possible = this.secondSteps.kinds().stream().anyMatch((kind) -> kind.hasShape(code));
		if (!possible || !this.limits.admit("caller", request.getRemoteAddr(), MOST_OF_CLIENT, WINDOW)
				|| !this.guesses.admit(typedAccount)) {
			return false;
		}
		Optional<AccountProfile> caller = this.time.take(() -> judge(typedAccount, code));
		caller.ifPresent((account) -> {
			this.guesses.forget(typedAccount);
			Instant until = this.clock.instant().plus(GOOD_FOR);
			PROVEN.keepFor(account.id(), until, new ProvenCaller(account.id(), until), request);
			request.changeSessionId();
		});
		return caller.isPresent();
	}

	/**
	 * @return whether this browser knows a caller by a code that was typed in it
	 */
	boolean isByCode(HttpServletRequest request) {
		return PROVEN.find(request).isPresent();
	}

	/**
	 * The caller leaves this browser; a session without a sign-in ends.
	 */
	void forget(HttpServletRequest request) {
		PROVEN.forget(request);
		if (this.session.signedIn(request).isEmpty()) {
			this.session.end(request);
		}
	}

	private Optional<AccountProfile> judge(String typedAccount, String code) {
		Optional<AccountProfile> caller = this.codes.prove(typedAccount, code);
		if (caller.isEmpty()) {
			this.refusals.remember(AuditAction.CALLER_CODE_WRONG, typedAccount, AuditEvent::bySystem);
		}
		return caller;
	}

	private boolean passedBothSteps(AccountProfile account, HttpServletRequest request) {
		Duration prompt = Duration.ofDays(account.organization().policy().promptDays());
		Instant now = this.clock.instant();
		return this.session.signedIn(request)
			.map(SignedIn::secondStepAt)
			.filter((at) -> now.isBefore(at.plus(prompt)) && !at.isAfter(now.plus(CLOCK_TOLERANCE)))
			.isPresent();
	}

	private Optional<AccountProfile> proven(ProvenCaller proven) {
		return this.clock.instant().isBefore(proven.until())
				? this.accounts.find(proven.account()).filter(AccountProfile::enabled) : Optional.empty();
	}

	/**
	 * Whose fresh code was typed in this browser.
	 */
	record ProvenCaller(UUID account, Instant until) {
	}

}
