package org.secondstep.report;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class ReportController {

	private final ReportView view;

	ReportController(ReportView view) {
		this.view = view;
	}

	@GetMapping("/helpdesk/report")
	String report(@RequestParam(required = false) @Nullable String organization,
			@AuthenticationPrincipal AccountProfile staff, Model model, Locale locale) {
		model.addAttribute("page", this.view.view(organization, staff, locale));
		return "report/report";
	}

}
