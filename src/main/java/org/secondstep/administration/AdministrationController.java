package org.secondstep.administration;

import java.util.List;

import org.secondstep.account.Accounts;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class AdministrationController {

	private static final List<String> PLACES = List.of("organizations", "accounts", "accounts/import", "attempts",
			"mails", "jobs", "api-tokens");

	private final Accounts accounts;

	AdministrationController(Accounts accounts) {
		this.accounts = accounts;
	}

	@GetMapping("/admin")
	String places(Model model) {
		model.addAttribute("places", PLACES);
		model.addAttribute("onlyOne", this.accounts.administrators().size() < 2);
		return "administration/administration";
	}

}
