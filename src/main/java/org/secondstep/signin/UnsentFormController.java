package org.secondstep.signin;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.secondstep.access.UnsentForm;
import org.secondstep.access.UnsentForms;
import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class UnsentFormController {

	private final UnsentForms unsent;

	UnsentFormController(UnsentForms unsent) {
		this.unsent = unsent;
	}

	@GetMapping(SignInFlow.UNSENT)
	String ask(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, Model model) {
		Optional<UnsentForm> form = this.unsent.of(account.id(), request);
		form.ifPresent((kept) -> model.addAttribute("page", kept));
		return form.isPresent() ? "signin/unsent-form" : "redirect:/overview";
	}

}
