package org.secondstep.authenticator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.Accounts;
import org.secondstep.audit.AuditAction;
import org.secondstep.audit.AuditEvent;
import org.secondstep.notice.Letter;
import org.secondstep.notice.Outbox;
import org.secondstep.otp.Totp;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Notices that the server's clock is or was wrong. If it is, most phones seem to be wrong
 * by the same time. Keeps the last hour of this node in memory, for each app or person
 * the newest observation only, so that one phone can't outvote others.
 */
@Component
class ClockSkews {

	private static final Duration WINDOW = Duration.ofHours(1);

	private static final Duration SILENCE = Duration.ofDays(1);

	/** Fewer say nothing about the server. */
	static final int FEWEST = 5;

	private static final int MOST = 1000;

	/** Below this a phone's own clock is as likely. */
	private static final long SUSPICIOUS_SECONDS = 60;

	/** Skews that differ by so much are the same: a code tells no more. */
	private static final long SAME_SECONDS = 30;

	private final Accounts accounts;

	private final Outbox outbox;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final Map<UUID, Skew> skews = new LinkedHashMap<>();

	private @Nullable Instant reportedAt;

	ClockSkews(Accounts accounts, Outbox outbox, ApplicationEventPublisher events, Clock clock) {
		this.accounts = accounts;
		this.outbox = outbox;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Runs in the transaction that judges a code.
	 * @param observed the app, or the person who sets one up
	 * @param seconds how far the phone seems to be ahead; 0 if its code was accepted
	 */
	void observe(UUID observed, long seconds) {
		Instant now = this.clock.instant();
		if (isSuspect(observed, new Skew(seconds, now), now)) {
			report(seconds, now);
		}
	}

	/**
	 * The portal's clock once was ahead: a code that was spent then made every code after
	 * it useless, until now.
	 * @param last the step that was spent
	 */
	void reportJump(UUID account, long last) {
		Instant spent = Totp.beginOf(last);
		this.accounts.find(account)
			.ifPresent((owner) -> this.events
				.publishEvent(AuditEvent.bySystem(AuditAction.CODES_ACCEPTED_AGAIN, owner.subject())
					.method(AuthenticatorApps.KIND, spent.toString())));
	}

	private synchronized boolean isSuspect(UUID observed, Skew skew, Instant now) {
		this.skews.remove(observed);
		this.skews.put(observed, skew);
		this.skews.values().removeIf((each) -> each.at().isBefore(now.minus(WINDOW)) || this.skews.size() > MOST);
		List<Long> sorted = this.skews.values().stream().map(Skew::seconds).sorted().toList();
		long median = sorted.get(sorted.size() / 2);
		long same = sorted.stream().filter((each) -> Math.abs(each - median) <= SAME_SECONDS).count();
		boolean suspect = sorted.size() >= FEWEST && Math.abs(median) >= SUSPICIOUS_SECONDS && 2 * same > sorted.size()
				&& (this.reportedAt == null || this.reportedAt.isBefore(now.minus(SILENCE)));
		if (suspect) {
			this.reportedAt = now;
		}
		return suspect;
	}

	private void report(long seconds, Instant now) {
		this.events.publishEvent(AuditEvent.ofPortal(AuditAction.SERVER_CLOCK_SUSPECTED).detail(seconds + " s"));
		Letter letter = Letter.of("notice.server-clock", Math.abs(seconds), now);
		this.accounts.administrators().forEach((each) -> this.outbox.queue(each, letter));
	}

	private record Skew(long seconds, Instant at) {

	}

}
