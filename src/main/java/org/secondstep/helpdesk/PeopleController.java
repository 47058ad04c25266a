package org.secondstep.helpdesk;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.http.HttpServletResponse;
import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

@Controller
class PeopleController {

	private final PeopleSearch search;

	private final PeopleExport export;

	PeopleController(PeopleSearch search, PeopleExport export) {
		this.search = search;
		this.export = export;
	}

	@GetMapping("/helpdesk")
	String find(@ModelAttribute("form") PeopleForm form, @AuthenticationPrincipal AccountProfile staff, Model model,
			Locale locale) {
		model.addAttribute("page", this.search.find(form, staff, locale));
		return "helpdesk/people";
	}

	@GetMapping("/helpdesk/download.csv")
	void table(@ModelAttribute("form") PeopleForm form, @AuthenticationPrincipal AccountProfile staff, Locale locale,
			HttpServletResponse response) throws IOException {
		this.export.write(form, staff, locale, response);
	}

}
