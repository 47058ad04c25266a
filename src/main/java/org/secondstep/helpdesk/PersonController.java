package org.secondstep.helpdesk;

import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.staff.Reach;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/helpdesk/accounts/{id}")
class PersonController {

	private final PersonView view;

	private final HelpOffers help;

	private final Reach reach;

	PersonController(PersonView view, HelpOffers help, Reach reach) {
		this.view = view;
		this.help = help;
		this.reach = reach;
	}

	@GetMapping
	String person(@PathVariable UUID id, @RequestParam(required = false) @Nullable String done,
			@AuthenticationPrincipal AccountProfile staff, Model model, Locale locale) {
		AccountProfile person = this.reach.person(id, staff);
		model.addAttribute("help", this.help.page(person, staff, done, locale));
		PersonPage page = this.view.view(person, staff, locale);
		model.addAttribute("page", page);
		model.addAttribute("ended", page.endedWithChangeBy(staff.username()));
		return "helpdesk/person";
	}

	@GetMapping("/progress")
	String progress(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model, Locale locale) {
		model.addAttribute("progress", this.view.progress(this.reach.person(id, staff), locale));
		return "helpdesk/progress :: progress";
	}

}
