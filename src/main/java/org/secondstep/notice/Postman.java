package org.secondstep.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.mail.MessagingException;
import org.secondstep.console.Console;
import org.secondstep.notice.Outbox.Queued;
import org.secondstep.secret.SealBrokenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hands what is due to the mail server, aside from requests, until the server took it. A
 * crash between that and the note that it was sent means that it is sent again, with the
 * same Message-ID.
 */
@Component
class Postman {

	private static final Logger log = LoggerFactory.getLogger(Postman.class);

	/** Longer than one attempt can take with the timeouts of the settings. */
	private static final Duration CLAIM = Duration.ofMinutes(5);

	private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2),
			Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1));

	private static final Duration PATIENCE = Duration.ofDays(3);

	private static final Duration SENT_KEPT = Duration.ofDays(7);

	private static final Duration GIVEN_UP_KEPT = Duration.ofDays(30);

	private static final int MOST_AT_ONCE = 100;

	/** So many failures in a row mean the server, not the mails. */
	private static final int SERVER_IS_AWAY = 3;

	private final MailStore store;

	private final MailServer server;

	private final AsyncTaskExecutor executor;

	private final Clock clock;

	private final Environment environment;

	private final AtomicBoolean wanted = new AtomicBoolean();

	private final AtomicBoolean running = new AtomicBoolean();

	Postman(MailStore store, MailServer server, AsyncTaskExecutor applicationTaskExecutor, Clock clock,
			Environment environment) {
		this.store = store;
		this.server = server;
		this.executor = applicationTaskExecutor;
		this.clock = clock;
		this.environment = environment;
	}

	@TransactionalEventListener
	void goOn(Queued queued) {
		goOn();
	}

	/**
	 * Sends what is due, on a thread of its own. What is queued while that goes on is
	 * sent by the same thread right after.
	 */
	void goOn() {
		if (this.environment.matchesProfiles(Console.PROFILE)) {
			return; // the portal sends it when it runs
		}
		this.wanted.set(true);
		if (this.running.compareAndSet(false, true)) {
			this.executor.execute(this::deliverAllWanted);
		}
	}

	private void deliverAllWanted() {
		try {
			while (this.wanted.getAndSet(false)) {
				if (deliver()) {
					this.wanted.set(true);
				}
			}
		}
		catch (DataAccessException | TransactionException ex) {
			log.error("The outbox cannot be read", ex);
		}
		finally {
			this.running.set(false);
		}
		if (this.wanted.get()) {
			goOn();
		}
	}

	void forget() {
		Instant now = now();
		this.store.forget(now.minus(SENT_KEPT), now.minus(GIVEN_UP_KEPT));
	}

	/**
	 * Stops when the server seems to be away: the next run tries the mails that are left.
	 * @return whether the server is there and more may be due
	 */
	boolean deliver() {
		int failures = 0;
		List<QueuedMail> due = this.store.due(now(), MOST_AT_ONCE);
		for (QueuedMail mail : due) {
			if (failures < SERVER_IS_AWAY && this.store.claim(mail, now(), now().plus(CLAIM))) {
				failures = attempt(mail) ? 0 : failures + 1;
			}
		}
		return due.size() == MOST_AT_ONCE && failures < SERVER_IS_AWAY;
	}

	private boolean attempt(QueuedMail mail) {
		if (mail.isUseless(now())) {
			giveUp(mail, "Its link is no longer valid");
			return true;
		}
		try {
			this.server.take(mail.id(), mail.recipient(), this.store.content(mail));
			this.store.sent(mail.id(), now());
			return true;
		}
		catch (MailException | MessagingException | SealBrokenException ex) {
			failed(mail, MailServer.reason(ex));
			return false;
		}
	}

	private void failed(QueuedMail mail, String reason) {
		if (now().isBefore(mail.createdAt().plus(PATIENCE))) {
			log.warn("Mail {} could not be sent, attempt {}: {}", mail.id(), mail.attempts() + 1, reason);
			this.store.failed(mail.id(), reason, now().plus(pauseAfter(mail.attempts() + 1)));
		}
		else {
			giveUp(mail, reason);
		}
	}

	private void giveUp(QueuedMail mail, String reason) {
		log.error("Mail {} of {} was given up: {}", mail.id(), mail.createdAt(), reason);
		this.store.giveUp(mail.id(), reason, now());
	}

	static Duration pauseAfter(int attempts) {
		return PAUSES.get(Math.min(attempts, PAUSES.size()) - 1);
	}

	private Instant now() {
		return this.clock.instant();
	}

}
