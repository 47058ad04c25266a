package org.secondstep.helpdesk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.assistance.Help;
import org.secondstep.assistance.Obstacle;
import org.secondstep.assistance.Obstacles;
import org.secondstep.shell.Moment;
import org.secondstep.staff.Barrier;

import org.springframework.stereotype.Service;

/**
 * What a member of staff may do for a person now, and what stands against the rest.
 */
@Service
class HelpOffers {

	private final Obstacles obstacles;

	HelpOffers(Obstacles obstacles) {
		this.obstacles = obstacles;
	}

	/**
	 * @param done key of what was just done
	 */
	HelpPage page(AccountProfile person, AccountProfile staff, @Nullable String done, Locale locale) {
		Obstacles.Case found = this.obstacles.of(staff, person);
		Offer pass = new Offer("temporary-pass", found.toPass().orElse(null));
		Offer password = new Offer("new-password", found.toNewPassword().orElse(null));
		Stream<Offer> others = Arrays.stream(Help.values())
			.filter((help) -> help != (person.enabled() ? Help.ENABLE : Help.DISABLE))
			.map((help) -> new Offer(help.key(), found.to(help).orElse(null)));
		return new HelpPage(found.barrier().orElse(null),
				found.verifiedUntil()
					.map((until) -> Moment.of(until, person.organization().zone(), locale))
					.orElse(null),
				Stream.concat(Stream.of(pass, password), others).toList(), found.toTakeover().isEmpty(), known(done),
				signedOut(done), found.isWaiting(), found.isPassWanted());
	}

	private static boolean signedOut(@Nullable String done) {
		return "remove-method".equals(done) || Help.of(done).filter(Help::endsSessions).isPresent();
	}

	private static @Nullable String known(@Nullable String done) {
		return "remove-method".equals(done) ? done : Help.of(done).map(Help::key).orElse(null);
	}

	/**
	 * @param verifiedUntil until when the caller counts as verified
	 * @param free whether nothing stands against helping as such
	 * @param done key of what was just done
	 * @param signedOut whether that ended all sessions
	 * @param waiting whether a reset waits for a second member of staff
	 * @param passWanted whether this person needs a pass now, which can be issued
	 */
	record HelpPage(@Nullable Barrier barrier, @Nullable Moment verifiedUntil, List<Offer> offers, boolean free,
			@Nullable String done, boolean signedOut, boolean waiting, boolean passWanted) {
	}

	/**
	 * @param key last part of the address and of the message keys
	 */
	record Offer(String key, @Nullable Obstacle obstacle) {
	}

}
