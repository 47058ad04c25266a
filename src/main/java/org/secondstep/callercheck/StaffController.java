package org.secondstep.callercheck;

import java.util.UUID;

import jakarta.validation.Valid;
import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The side of the service desk, on the phone.
 */
@Controller
@RequestMapping("/helpdesk/accounts/{id}/caller-check")
class StaffController {

	static final String BACK = "redirect:/helpdesk/accounts/{id}/caller-check";

	private final StaffChecks checks;

	StaffController(StaffChecks checks) {
		this.checks = checks;
	}

	@GetMapping
	String open(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model) {
		model.addAttribute("wordForm", new WordForm(null));
		model.addAttribute("page", this.checks.page(id, staff));
		return "callercheck/staff";
	}

	@GetMapping("/state")
	String state(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff, Model model) {
		model.addAttribute("page", this.checks.state(id, staff));
		return "callercheck/exchange :: state";
	}

	@PostMapping
	String begin(@PathVariable UUID id, @AuthenticationPrincipal AccountProfile staff) {
		this.checks.begin(id, staff);
		return BACK;
	}

	@PostMapping("/word")
	String hear(@PathVariable UUID id, @Valid @ModelAttribute("wordForm") WordForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile staff, Model model) {
		if (!errors.hasErrors() && !this.checks.hear(id, staff, form.typed())) {
			errors.rejectValue("word", "caller-check.wrong");
		}
		model.addAttribute("page", this.checks.page(id, staff));
		return errors.hasErrors() ? "callercheck/staff" : BACK;
	}

}
