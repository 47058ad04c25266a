package org.secondstep.notice;

import java.util.UUID;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.secondstep.shell.PortalAddress;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * The configured mail server.
 */
@Component
class MailServer {

	private static final int LONGEST_REASON = 500;

	private final ObjectProvider<JavaMailSender> server;

	private final PortalAddress address;

	private final NoticeProperties properties;

	MailServer(ObjectProvider<JavaMailSender> server, PortalAddress address, NoticeProperties properties) {
		this.server = server;
		this.address = address;
		this.properties = properties;
	}

	/**
	 * @param id becomes the Message-ID, the same at every attempt
	 * @throws MessagingException if the mail cannot be put together
	 * @throws org.springframework.mail.MailException if the server did not take it
	 */
	void take(UUID id, String recipient, MailContent content) throws MessagingException {
		JavaMailSender sender = this.server.getObject();
		MimeMessage mail = sender.createMimeMessage();
		MimeMessageHelper parts = new MimeMessageHelper(mail, MimeMessageHelper.MULTIPART_MODE_RELATED, "UTF-8");
		parts.setFrom(this.properties.from());
		parts.setTo(recipient);
		parts.setSubject(content.subject());
		parts.setText(content.text(), content.html());
		mail.setHeader("Message-ID", "<" + id + "@" + this.address.origin().host() + ">");
		mail.setHeader("Auto-Submitted", "auto-generated");
		sender.send(mail);
	}

	/**
	 * @return in one line why a mail was not taken
	 */
	static String reason(Exception failure) {
		Throwable first = (failure instanceof MailSendException send && send.getMessageExceptions().length > 0)
				? send.getMessageExceptions()[0] : failure;
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(first);
		String reason = (cause.getClass().getSimpleName() + ": " + cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
		return reason.substring(0, Math.min(LONGEST_REASON, reason.length())).strip();
	}

}
