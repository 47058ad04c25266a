package org.secondstep.helpdesk;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.attempt.AttemptsProfile;
import org.secondstep.audit.Audit;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.DetailWords;
import org.secondstep.audit.RememberedEvent;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
import org.secondstep.organization.MandatoryDate;
import org.secondstep.session.Sessions;
import org.secondstep.shell.Moment;
import org.secondstep.status.StatusProfile;
import org.secondstep.status.Statuses;
import org.secondstep.temporarypass.PassProfile;
import org.secondstep.temporarypass.TemporaryPasses;

import org.springframework.stereotype.Service;

/**
 * Everything that staff may know of one person, gathered from the floors below.
 */
@Service
class PersonView {

	private static final int EVENTS = 100;

	private static final int SIGN_INS = 10;

	private static final Set<AuditAction> OF_SIGN_INS = EnumSet.of(AuditAction.PASSWORD_ACCEPTED,
			AuditAction.PASSWORD_WRONG, AuditAction.PASSWORD_UNREADABLE, AuditAction.METHOD_UNREADABLE,
			AuditAction.PASSWORD_REFUSED_WAITING, AuditAction.PASS_WRONG, AuditAction.PASS_REFUSED_WAITING,
			AuditAction.SECOND_STEP_ACCEPTED, AuditAction.SECOND_STEP_WRONG, AuditAction.SECOND_STEP_REPLAYED,
			AuditAction.SECOND_STEP_REFUSED_WAITING, AuditAction.METHODS_LOCKED, AuditAction.SIGNED_IN_ON_NEW_DEVICE,
			AuditAction.SIGNED_OUT);

	private final Statuses statuses;

	private final SignInMethods methods;

	private final SecondSteps secondSteps;

	private final Attempts attempts;

	private final TemporaryPasses passes;

	private final SignInForecast forecast;

	private final Sessions sessions;

	private final Audit audit;

	private final StatusWords words;

	private final DetailWords details;

	private final Clock clock;

	PersonView(Statuses statuses, SignInMethods methods, SecondSteps secondSteps, Attempts attempts,
			TemporaryPasses passes, SignInForecast forecast, Sessions sessions, Audit audit, StatusWords words,
			DetailWords details, Clock clock) {
		this.statuses = statuses;
		this.methods = methods;
		this.secondSteps = secondSteps;
		this.attempts = attempts;
		this.passes = passes;
		this.forecast = forecast;
		this.sessions = sessions;
		this.audit = audit;
		this.words = words;
		this.details = details;
		this.clock = clock;
	}

	PersonPage view(AccountProfile person, AccountProfile staff, Locale locale) {
		UUID id = person.id();
		ZoneId zone = person.organization().zone();
		Instant now = this.clock.instant();
		List<MethodProfile> registered = this.methods.of(id);
		Optional<PassProfile> pass = this.passes.of(id);
		AttemptsProfile counted = this.attempts.of(id);
		UUID visible = staff.isAdministrator() ? null : person.organization().id();
		List<RememberedEvent> events = this.audit.about(id, visible, null, EVENTS + 1);
		return new PersonPage(person, progress(person, locale),
				MandatoryDate.of(person.organization(), person.isStaff(), now, locale),
				this.forecast.of(person, !registered.isEmpty(), pass.filter(PassProfile::isAskedFor).isPresent(),
						counted),
				pass.map((found) -> PersonPage.Pass.of(found, zone, locale)).orElse(null),
				counted.isWaiting(now) ? Moment.notBefore(counted.blockedUntil(), zone, locale) : null,
				this.secondSteps.spentAhead(id)
					.map((spent) -> new PersonPage.Ahead(spent.refusing(), Moment.of(spent.at(), zone, locale)))
					.orElse(null),
				counted.failures(),
				registered.stream().map((method) -> PersonPage.Method.of(method, zone, locale)).toList(),
				this.sessions.of(id, person.generation())
					.stream()
					.map((session) -> PersonPage.Device.of(session, zone, locale))
					.toList(),
				events(signIns(id, visible, events), person, locale),
				events(events.subList(0, Math.min(EVENTS, events.size())), person, locale), events.size() > EVENTS);
	}

	/**
	 * Asks only if the newest events hold too few of them, and there are older ones.
	 */
	private List<RememberedEvent> signIns(UUID person, @Nullable UUID visible, List<RememberedEvent> newest) {
		List<RememberedEvent> found = newest.stream()
			.filter((event) -> OF_SIGN_INS.contains(event.action()))
			.limit(SIGN_INS)
			.toList();
		return (found.size() == SIGN_INS || newest.size() <= EVENTS) ? found
				: this.audit.about(person, visible, OF_SIGN_INS, SIGN_INS);
	}

	private List<PersonPage.Event> events(List<RememberedEvent> events, AccountProfile person, Locale locale) {
		return events.stream()
			.map((event) -> PersonPage.Event.of(event, person.username(),
					this.details.of(event.action(), event.detail(), locale), person.organization().zone(), locale))
			.toList();
	}

	/**
	 * The part that changes while the page is open.
	 */
	ProgressPage progress(AccountProfile person, Locale locale) {
		StatusProfile status = this.statuses.find(person.id()).orElseThrow();
		return ProgressPage.of(status, this.words, this.clock.instant(), person.organization().zone(), locale);
	}

}
