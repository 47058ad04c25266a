package org.secondstep.notice;

import java.time.Clock;
import java.util.List;

import org.springframework.stereotype.Service;

/**
 * What administrators may know and do about mails that wait.
 */
@Service
class MailQueue {

	private static final int MOST_SHOWN = 200;

	private final MailStore store;

	private final Outbox outbox;

	private final Postman postman;

	private final Clock clock;

	MailQueue(MailStore store, Outbox outbox, Postman postman, Clock clock) {
		this.store = store;
		this.outbox = outbox;
		this.postman = postman;
		this.clock = clock;
	}

	boolean isOpen() {
		return this.outbox.isOpen();
	}

	/**
	 * @return the oldest mails that did not leave yet
	 */
	List<QueuedMail> unsent() {
		return this.store.unsent(MOST_SHOWN);
	}

	Counts counts() {
		return this.store.counts();
	}

	/**
	 * Tries every mail that did not leave yet again, also those that were given up.
	 */
	void hurry() {
		this.store.hurry(this.clock.instant());
		this.postman.goOn();
	}

	/**
	 * How many mails wait, were given up, and were sent in the last seven days.
	 */
	record Counts(int waiting, int givenUp, int sent) {

	}

}
