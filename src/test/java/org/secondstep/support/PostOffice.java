package org.secondstep.support;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.secondstep.account.AccountProfile;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test against the running portal with a mail server, of which every test reads only
 * the mails to people it invented. All such tests share one portal.
 */
@PortalTest
public abstract class PostOffice {

	protected static final String BASE_URL = "http://portal.test";

	private static final GreenMail SERVER = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

	private static final MailLine LINE;

	static {
		SERVER.start();
		LINE = new MailLine(SERVER.getSmtp().getPort());
	}

	@DynamicPropertySource
	static void mailServer(DynamicPropertyRegistry properties) {
		properties.add("spring.mail.host", () -> "localhost");
		properties.add("spring.mail.port", LINE::port);
		properties.add("secondstep.base-url", () -> BASE_URL);
		properties.add("secondstep.notice.from", () -> "portal@portal.test");
	}

	protected static void line(MailLine.State state) {
		LINE.set(state);
	}

	/**
	 * Waits until the portal waits for the mail server.
	 */
	protected static void awaitHanging() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(LINE::isHanging);
	}

	protected static List<MimeMessage> mailsTo(AccountProfile account) {
		return Arrays.stream(SERVER.getReceivedMessages())
			.filter((mail) -> account.email().equals(recipient(mail)))
			.toList();
	}

	/**
	 * @return the mails to an account, once there are so many
	 */
	protected static List<MimeMessage> await(AccountProfile account, int mails) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> mailsTo(account).size() >= mails);
		return mailsTo(account);
	}

	public static String text(MimeMessage mail) {
		return body(mail, "text/plain");
	}

	/**
	 * @return the first group of what is found in each mail that has a link; mails whose
	 * links end leave before others
	 */
	protected static List<String> linksIn(List<MimeMessage> mails, Pattern link) {
		return mails.stream()
			.map(PostOffice::text)
			.map(link::matcher)
			.filter(Matcher::find)
			.map((found) -> found.group(1))
			.toList();
	}

	protected static String html(MimeMessage mail) {
		return body(mail, "text/html");
	}

	private static String body(Part part, String type) {
		try {
			if (part.isMimeType(type)) {
				return ((String) part.getContent()).replace("\r\n", "\n");
			}
			StringBuilder found = new StringBuilder();
			if (part.getContent() instanceof Multipart parts) {
				for (int i = 0; i < parts.getCount(); i++) {
					BodyPart each = parts.getBodyPart(i);
					found.append(body(each, type));
				}
			}
			return found.toString();
		}
		catch (MessagingException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String recipient(MimeMessage mail) {
		try {
			return mail.getAllRecipients()[0].toString();
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
