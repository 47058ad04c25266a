package org.secondstep.notice;

import java.time.Clock;
import java.util.UUID;

import org.secondstep.account.AccountProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where mails wait for the mail server. Whoever queues one does so in the transaction of
 * what it tells, so that neither happens without the other.
 */
@Service
public class Outbox {

	private static final Logger log = LoggerFactory.getLogger(Outbox.class);

	private final ObjectProvider<JavaMailSender> server;

	private final MailWriter writer;

	private final MailStore store;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Outbox(ObjectProvider<JavaMailSender> server, MailWriter writer, MailStore store, ApplicationEventPublisher events,
			Clock clock) {
		this.server = server;
		this.writer = writer;
		this.store = store;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return whether a mail server is configured; without one no mail ever arrives
	 */
	public boolean isOpen() {
		return this.server.getIfAvailable() != null;
	}

	/**
	 * Queues a mail in the current transaction; it leaves when that has committed.
	 * Without a mail server a log line stands for it.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void queue(AccountProfile to, Letter letter) {
		if (!isOpen()) {
			log.info("No mail server is configured: account {} was not sent {}", to.id(), letter);
			return;
		}
		UUID id = UUID.randomUUID();
		this.store.add(id, to, MailWriter.languageOf(to, letter).getLanguage(), this.writer.write(to, letter),
				(letter.link() != null) ? letter.link().until() : null, this.clock.instant());
		this.events.publishEvent(new Queued(id));
	}

	/**
	 * There is a mail to send once the transaction has committed.
	 */
	record Queued(UUID mail) {

	}

}
