package org.secondstep.helpdesk;

import java.util.Locale;

import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

@Controller
class PeopleController {

	private final PeopleSearch search;

	PeopleController(PeopleSearch search) {
		this.search = search;
	}

	@GetMapping("/helpdesk")
	String find(@ModelAttribute("form") PeopleForm form, @AuthenticationPrincipal AccountProfile staff, Model model,
			Locale locale) {
		model.addAttribute("page", this.search.find(form, staff, locale));
		return "helpdesk/people";
	}

}
