package org.secondstep.helpdesk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.approval.Approvals;
import org.secondstep.assistance.Assistance;
import org.secondstep.assistance.Help;
import org.secondstep.assistance.Obstacle;
import org.secondstep.assistance.PassAssistance;
import org.secondstep.callercheck.CallerChecks;
import org.secondstep.shell.Moment;
import org.secondstep.staff.Barrier;
import org.secondstep.staff.Reach;

import org.springframework.stereotype.Service;

/**
 * What a member of staff may do for a person now, and what stands against the rest.
 */
@Service
class HelpOffers {

	private final Assistance assistance;

	private final PassAssistance passes;

	private final Approvals approvals;

	private final CallerChecks checks;

	private final Reach reach;

	HelpOffers(Assistance assistance, PassAssistance passes, Approvals approvals, CallerChecks checks, Reach reach) {
		this.assistance = assistance;
		this.passes = passes;
		this.approvals = approvals;
		this.checks = checks;
		this.reach = reach;
	}

	/**
	 * @param done key of what was just done
	 */
	HelpPage page(UUID id, AccountProfile staff, @Nullable String done, Locale locale) {
		AccountProfile person = this.reach.person(id, staff);
		Offer pass = new Offer("temporary-pass", this.passes.obstacle(staff, person).orElse(null));
		Stream<Offer> others = Arrays.stream(Help.values())
			.filter((help) -> help != (person.enabled() ? Help.ENABLE : Help.DISABLE))
			.map((help) -> new Offer(help.key(), this.assistance.obstacle(help, staff, person).orElse(null)));
		return new HelpPage(this.reach.barrier(staff, person).orElse(null),
				this.checks.holdsUntil(staff.id(), id)
					.map((until) -> Moment.of(until, person.organization().zone(), locale))
					.orElse(null),
				Stream.concat(Stream.of(pass), others).toList(),
				this.assistance.obstacleToTakeover(staff, person).isEmpty(), known(done), this.approvals.isWaiting(id));
	}

	private static @Nullable String known(@Nullable String done) {
		return "remove-method".equals(done) ? done : Help.of(done).map(Help::key).orElse(null);
	}

	/**
	 * @param verifiedUntil until when the caller counts as verified
	 * @param free whether nothing stands against helping as such
	 * @param done key of what was just done
	 * @param waiting whether a reset waits for a second member of staff
	 */
	record HelpPage(@Nullable Barrier barrier, @Nullable Moment verifiedUntil, List<Offer> offers, boolean free,
			@Nullable String done, boolean waiting) {
	}

	/**
	 * @param key last part of the address and of the message keys
	 */
	record Offer(String key, @Nullable Obstacle obstacle) {
	}

}
