package org.secondstep.notice;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.notice.MailQueue.Counts;
import org.secondstep.shell.Moment;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The outbox as administrators see it.
 */
@Controller
@RequestMapping("/admin/mails")
class MailsController {

	private final MailQueue queue;

	MailsController(MailQueue queue) {
		this.queue = queue;
	}

	@GetMapping
	String list(@AuthenticationPrincipal AccountProfile administrator, Model model, Locale locale) {
		ZoneId zone = administrator.organization().zone();
		List<MailRow> mails = this.queue.unsent().stream().map((mail) -> MailRow.of(mail, zone, locale)).toList();
		model.addAttribute("page", new MailsPage(this.queue.isOpen(), this.queue.counts(), mails));
		return "notice/mails";
	}

	@PostMapping
	String tryNow() {
		this.queue.hurry();
		return "redirect:/admin/mails";
	}

	/**
	 * @param open whether a mail server is configured
	 */
	record MailsPage(boolean open, Counts counts, List<MailRow> mails) {
	}

	record MailRow(String recipient, String subject, Moment queued, int attempts, @Nullable Moment next,
			@Nullable String error) {

		static MailRow of(QueuedMail mail, ZoneId zone, Locale locale) {
			Moment next = (mail.givenUpAt() == null) ? Moment.of(mail.nextAttemptAt(), zone, locale) : null;
			return new MailRow(mail.recipient(), mail.subject(), Moment.of(mail.createdAt(), zone, locale),
					mail.attempts(), next, mail.lastError());
		}

	}

}
