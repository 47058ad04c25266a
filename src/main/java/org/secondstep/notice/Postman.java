package org.secondstep.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.secondstep.account.AccountProfile;
import org.secondstep.audit.AuditEvent;
import org.secondstep.organization.OrganizationProfile;
import org.secondstep.organization.ServiceDesk;
import org.secondstep.shell.Moment;
import org.secondstep.shell.PortalProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Writes the mail and hands it to the mail server, aside from the request.
 */
@Component
class Postman {

	private static final Logger log = LoggerFactory.getLogger(Postman.class);

	private final ObjectProvider<JavaMailSender> sender;

	private final AsyncTaskExecutor executor;

	private final MessageSource messages;

	private final PortalProperties portal;

	private final NoticeProperties properties;

	Postman(ObjectProvider<JavaMailSender> sender, AsyncTaskExecutor applicationTaskExecutor, MessageSource messages,
			PortalProperties portal, NoticeProperties properties) {
		this.sender = sender;
		this.executor = applicationTaskExecutor;
		this.messages = messages;
		this.portal = portal;
		this.properties = properties;
	}

	void send(AccountProfile owner, AuditEvent event, Instant at) {
		JavaMailSender server = this.sender.getIfAvailable();
		if (server == null) {
			log.info("No mail server is configured: account {} was not told of {}", owner.id(), event.action());
			return;
		}
		SimpleMailMessage mail = write(owner, event, at);
		this.executor.execute(() -> {
			try {
				server.send(mail);
			}
			catch (MailException ex) {
				log.error("Account {} could not be told of {}: {}", owner.id(), event.action(), ex.getMessage());
			}
		});
	}

	private SimpleMailMessage write(AccountProfile owner, AuditEvent event, Instant at) {
		Locale language = Locale.forLanguageTag(Objects.requireNonNullElse(owner.language(), "en"));
		OrganizationProfile organization = owner.organization();
		String key = "notice." + event.action().name().toLowerCase(Locale.ROOT).replace('_', '-');
		String when = Moment.of(at, organization.zone(), language).text();
		SimpleMailMessage mail = new SimpleMailMessage();
		mail.setFrom(this.properties.from());
		mail.setTo(owner.email());
		mail.setSubject(text(key + ".subject", language));
		mail.setText(String.join("\n\n", text("notice.greeting", language, owner.displayName()),
				text(key + ".text", language, Objects.requireNonNullElse(event.detail(), ""), when),
				text("notice.not-you", language, this.portal.baseUrl(), contact(organization)),
				text("notice.signature", language, this.portal.baseUrl(), owner.caseReference())));
		return mail;
	}

	private static String contact(OrganizationProfile organization) {
		ServiceDesk desk = organization.serviceDesk();
		String reach = Stream.of(desk.email(), desk.phone()).filter(Objects::nonNull).collect(Collectors.joining(", "));
		return reach.isEmpty() ? organization.name() : organization.name() + " (" + reach + ")";
	}

	private String text(String key, Locale language, Object... arguments) {
		return this.messages.getMessage(key, arguments, language);
	}

}
