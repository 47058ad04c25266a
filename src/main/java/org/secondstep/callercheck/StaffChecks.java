package org.secondstep.callercheck;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;
import org.secondstep.method.SignInMethods;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;
import org.secondstep.secret.Sealer;
import org.secondstep.staff.Barrier;
import org.secondstep.staff.Reach;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member of staff sees and does of the check of one person. Whoever may not help
 * that person verifies nothing either.
 */
@Service
class StaffChecks {

	private final CallerChecks checks;

	private final Reach reach;

	private final Accounts accounts;

	private final SignInMethods methods;

	private final Outbox outbox;

	private final Sealer sealer;

	private final Clock clock;

	StaffChecks(CallerChecks checks, Reach reach, Accounts accounts, SignInMethods methods, Outbox outbox,
			Sealer sealer, Clock clock) {
		this.checks = checks;
		this.reach = reach;
		this.accounts = accounts;
		this.methods = methods;
		this.outbox = outbox;
		this.sealer = sealer;
		this.clock = clock;
	}

	StaffPage page(UUID id, AccountProfile staff) {
		AccountProfile person = this.reach.person(id, staff);
		return new StaffPage(id, person.displayName(), person.username(),
				this.reach.barrier(staff, person).orElse(null),
				this.checks.ofStaff(staff, person).map((check) -> page(check, person)).orElse(null));
	}

	CheckPage state(UUID id, AccountProfile staff) {
		CallerCheck check = this.checks.ofStaff(staff, this.reach.person(id, staff)).orElseThrow();
		return CheckPage.state(check, Side.STAFF, this.clock.instant());
	}

	void begin(UUID id, AccountProfile staff) {
		whoMayBeHelped(id, staff).ifPresent((person) -> this.checks.begin(staff, person));
	}

	/**
	 * @return whether the word was right, or no word is asked for any more
	 */
	boolean hear(UUID id, AccountProfile staff, String typed) {
		AccountProfile person = this.reach.person(id, staff);
		CallerCheck check = this.checks.ofStaff(staff, person).orElseThrow();
		boolean asked = check.seenBy(Side.STAFF, this.clock.instant()) == CheckState.OPEN;
		return this.checks.hear(check, Side.STAFF, typed, person, staff) || !asked;
	}

	void saw(IdentityDocument document, UUID id, AccountProfile staff) {
		whoMayBeHelped(id, staff).ifPresent((person) -> this.checks.saw(document, staff, person));
	}

	/**
	 * Asks a colleague, who also gets a mail.
	 * @return whether there is such a colleague, who can sign in with both steps and is
	 * neither the person nor the member of staff
	 */
	@Transactional
	boolean ask(String typedColleague, UUID id, AccountProfile staff) {
		Optional<AccountProfile> person = whoMayBeHelped(id, staff);
		Optional<AccountProfile> colleague = person
			.flatMap((helped) -> this.accounts.find(typedColleague).filter((each) -> canVouch(each, helped, staff)));
		colleague.ifPresent((asked) -> {
			Instant until = this.checks.ask(asked, staff, person.orElseThrow());
			this.outbox.queue(asked,
					Letter.of("notice.colleague-asked", person.orElseThrow().displayName(), staff.displayName(), until)
						.linking("/caller-check/colleague", until));
		});
		return colleague.isPresent();
	}

	private boolean canVouch(AccountProfile colleague, AccountProfile person, AccountProfile staff) {
		return colleague.enabled() && colleague.organization().id().equals(person.organization().id())
				&& !isSame(colleague, person) && !isSame(colleague, staff) && this.methods.hasAny(colleague.id());
	}

	private static boolean isSame(AccountProfile one, AccountProfile other) {
		return one.id().equals(other.id()) || one.email().equalsIgnoreCase(other.email());
	}

	private Optional<AccountProfile> whoMayBeHelped(UUID id, AccountProfile staff) {
		return Optional.of(this.reach.person(id, staff))
			.filter((person) -> this.reach.barrier(staff, person).isEmpty());
	}

	private CheckPage page(CallerCheck check, AccountProfile person) {
		Words words = (check.way() == Way.WORDS) ? Words.open(check, this.sealer) : Words.NONE;
		return CheckPage.of(check, Side.STAFF, words, person.displayName(), this.clock.instant());
	}

	/**
	 * @param check the newest one, if there was any
	 */
	record StaffPage(UUID id, String name, String username, @Nullable Barrier barrier, @Nullable CheckPage check) {
	}

}
