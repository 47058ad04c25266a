package org.secondstep.administration;

import java.util.List;

import org.secondstep.account.Accounts;
import org.secondstep.clock.ClockMeasurement;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class AdministrationController {

	private static final List<String> PLACES = List.of("organizations", "accounts", "accounts/import", "invitations",
			"attempts", "mails", "jobs", "api-tokens");

	private final Accounts accounts;

	private final ClockMeasurement clock;

	AdministrationController(Accounts accounts, ClockMeasurement clock) {
		this.accounts = accounts;
		this.clock = clock;
	}

	@GetMapping("/admin")
	String places(Model model) {
		model.addAttribute("places", PLACES);
		model.addAttribute("onlyOne", this.accounts.administrators().size() < 2);
		model.addAttribute("clockAhead", this.clock.isNodeWrong() ? this.clock.nodeAhead().toSeconds() : null);
		return "administration/administration";
	}

}
