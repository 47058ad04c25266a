package org.secondstep.authenticator;

import org.secondstep.account.AccountProfile;
import org.secondstep.authenticator.AuthenticatorController.CodeForm;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/security-info/check-code")
class CodeCheckController {

	private final CodeCheck check;

	CodeCheckController(CodeCheck check) {
		this.check = check;
	}

	@GetMapping
	String form(Model model) {
		model.addAttribute("codeForm", new CodeForm(null));
		return "authenticator/check-code";
	}

	@PostMapping
	String check(@ModelAttribute("codeForm") CodeForm form, @AuthenticationPrincipal AccountProfile account,
			Model model) {
		model.addAttribute("page", this.check.check(account, form.code()));
		return "authenticator/check-code";
	}

}
