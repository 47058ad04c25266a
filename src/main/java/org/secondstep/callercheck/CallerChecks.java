package org.secondstep.callercheck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.secret.BrokenSeals;
import org.secondstep.secret.SealBrokenException;
import org.secondstep.secret.Sealer;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Verifies callers, and tells whether one is verified. A person has one running check by
 * words; a new one ends it.
 */
@Service
@Transactional
public class CallerChecks {

	private final CheckStore store;

	private final GuessLimit guesses;

	private final WordList words;

	private final Sealer sealer;

	private final BrokenSeals broken;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	CallerChecks(CheckStore store, GuessLimit guesses, WordList words, Sealer sealer, BrokenSeals broken,
			ApplicationEventPublisher events, Clock clock) {
		this.store = store;
		this.guesses = guesses;
		this.words = words;
		this.sealer = sealer;
		this.broken = broken;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return until when this member of staff may help this person; nothing if the person
	 * is not verified
	 */
	@Transactional(readOnly = true)
	public Optional<Instant> holdsUntil(UUID staff, UUID person) {
		Instant since = now().minus(CallerCheck.HOLDS);
		return this.store.verifiedAt(staff, person, since).map((at) -> at.plus(CallerCheck.HOLDS));
	}

	/**
	 * The caller is there, in a session that proves who it is.
	 * @param anew whether a check that is over makes place for another one
	 */
	CallerCheck call(AccountProfile caller, boolean anew) {
		this.store.lock(caller.id());
		Optional<CallerCheck> newest = ofCaller(caller).filter((check) -> isOfUse(check, anew));
		return newest.orElseGet(() -> open(caller, null, null, Way.WORDS));
	}

	/**
	 * Staff begin a check, or go on with their own or that of a waiting caller.
	 */
	void begin(AccountProfile staff, AccountProfile person) {
		this.store.lock(person.id());
		Optional<CallerCheck> running = ofCaller(person).filter((check) -> check.seenBy(Side.STAFF, now()).isRunning());
		if (running.filter((check) -> staff.id().equals(check.staff())).isPresent()) {
			return;
		}
		Instant expires = now().plus(CallerCheck.LIFETIME);
		if (running.filter((check) -> this.store.take(check.id(), staff.id(), expires)).isEmpty()) {
			this.store.replaceOpen(person.id(), Way.WORDS);
			open(person, staff.id(), null, Way.WORDS);
		}
		this.guesses.forget(person.username());
		remember(AuditAction.CALLER_CHECK_STARTED, person, staff, "words");
	}

	/**
	 * Judges a word that one side heard.
	 * @return whether it was right
	 */
	boolean hear(CallerCheck check, Side side, String typed, AccountProfile person, AccountProfile listener) {
		if (!this.store.reserve(check.id(), side)) {
			return false;
		}
		boolean right = Words.open(check, this.sealer).heard(side, typed);
		if (right && this.store.heard(check.id(), side)) {
			remember(AuditAction.CALLER_VERIFIED, person, listener, "words");
		}
		if (!right && this.store.missed(check.id(), side)) {
			remember(AuditAction.CALLER_CHECK_FAILED, person, listener, "words");
		}
		return right;
	}

	/**
	 * Staff stand before the person and saw a document.
	 */
	void saw(IdentityDocument document, AccountProfile staff, AccountProfile person) {
		Instant now = now();
		this.store.add(new CallerCheck(UUID.randomUUID(), person.id(), staff.id(), null, Way.DOCUMENT,
				CheckState.VERIFIED, WordList.OTHERWISE, "", false, false, now, now));
		remember(AuditAction.CALLER_VERIFIED, person, staff, document.key());
	}

	/**
	 * Staff ask a colleague whether the person is there.
	 * @return until when an answer counts
	 */
	Instant ask(AccountProfile colleague, AccountProfile staff, AccountProfile person) {
		this.store.lock(person.id());
		this.store.replaceOpen(person.id(), Way.COLLEAGUE);
		remember(AuditAction.CALLER_CHECK_STARTED, person, staff, "colleague " + colleague.username());
		return open(person, staff.id(), colleague.id(), Way.COLLEAGUE).expiresAt();
	}

	/**
	 * @return whether the answer came in time
	 */
	boolean answer(CallerCheck question, AccountProfile colleague, AccountProfile person, boolean there) {
		boolean counts = this.store.answer(question.id(), colleague.id(), there);
		if (counts) {
			remember(there ? AuditAction.CALLER_VERIFIED : AuditAction.CALLER_CHECK_FAILED, person, colleague,
					"colleague");
		}
		return counts;
	}

	@Transactional(readOnly = true)
	Optional<CallerCheck> ofStaff(AccountProfile staff, AccountProfile person) {
		return this.store.ofStaff(staff.id(), person.id()).filter(this::isReadable);
	}

	@Transactional(readOnly = true)
	Optional<CallerCheck> ofCaller(AccountProfile caller) {
		return this.store.ofCaller(caller.id()).filter(this::isReadable);
	}

	@Transactional(readOnly = true)
	Optional<CallerCheck> questionTo(AccountProfile colleague) {
		return this.store.ofColleague(colleague.id());
	}

	private CallerCheck open(AccountProfile person, @Nullable UUID staff, @Nullable UUID colleague, Way way) {
		UUID id = UUID.randomUUID();
		Words drawn = this.words.draw(person.language());
		Duration lifetime = (way == Way.COLLEAGUE) ? CallerCheck.LIFETIME_OF_QUESTION : CallerCheck.LIFETIME;
		CallerCheck check = new CallerCheck(id, person.id(), staff, colleague, way, CheckState.OPEN, drawn.language(),
				drawn.seal(id, person.id(), this.sealer), false, false, now().plus(lifetime), null);
		this.store.add(check);
		return check;
	}

	/**
	 * A check whose words were damaged or moved is none: another one begins.
	 */
	private boolean isReadable(CallerCheck check) {
		try {
			return check.way() != Way.WORDS || !Words.open(check, this.sealer).caller().isEmpty();
		}
		catch (SealBrokenException ex) {
			this.broken.report(Words.place(check.id(), check.account()));
			return false;
		}
	}

	/**
	 * A check that is over is shown for a while, unless nobody of the service desk was in
	 * it.
	 */
	private boolean isOfUse(CallerCheck check, boolean anew) {
		Instant now = now();
		boolean shown = !anew && check.staff() != null && now.isBefore(check.expiresAt().plus(CallerCheck.HOLDS));
		return shown || check.seenBy(Side.CALLER, now).isRunning();
	}

	private void remember(AuditAction action, AccountProfile person, AccountProfile by, String detail) {
		this.events.publishEvent(AuditEvent.of(action, person.subject()).by(by.subject()).detail(detail));
	}

	private Instant now() {
		return this.clock.instant();
	}

}
