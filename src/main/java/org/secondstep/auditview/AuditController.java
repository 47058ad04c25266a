package org.secondstep.auditview;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.AccountProfile;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Shows the audit and hands it out; nothing here changes it.
 */
@Controller
@RequestMapping("/helpdesk/audit")
class AuditController {

	private final AuditSearch search;

	private final AuditExport export;

	AuditController(AuditSearch search, AuditExport export) {
		this.search = search;
		this.export = export;
	}

	@GetMapping
	String show(@ModelAttribute("form") AuditForm form, @AuthenticationPrincipal AccountProfile staff, Model model,
			Locale locale, HttpServletResponse response) {
		AuditPage page = this.search.find(form, staff, locale);
		model.addAttribute("page", page);
		response.setStatus((page.wrong().isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST).value());
		return "helpdesk/audit";
	}

	@GetMapping("/download.csv")
	void table(AuditForm form, @AuthenticationPrincipal AccountProfile staff, HttpServletResponse response)
			throws IOException {
		this.export.table(form, staff, response);
	}

	@GetMapping("/download.jsonl")
	void lines(AuditForm form, @AuthenticationPrincipal AccountProfile staff, HttpServletResponse response)
			throws IOException {
		this.export.lines(form.whole(), staff, response);
	}

}
