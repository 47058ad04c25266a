package org.secondstep.authenticator;

import java.time.ZoneId;
import java.util.Locale;

import org.secondstep.account.AccountProfile;
import org.secondstep.authenticator.AuthenticatorController.CodeForm;
import org.secondstep.authenticator.CodeCheck.Result;
import org.secondstep.shell.Moment;

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
			Model model, Locale locale) {
		Result result = this.check.check(account, form.code());
		if (result instanceof Result.Good good) {
			model.addAttribute("good", good);
		}
		else if (result instanceof Result.Wrong wrong) {
			model.addAttribute("problem", wrong.code());
		}
		else if (result instanceof Result.Waiting waiting) {
			ZoneId zone = account.organization().zone();
			model.addAttribute("waiting", Moment.notBefore(waiting.until(), zone, locale));
		}
		else {
			model.addAttribute("locked", true);
		}
		return "authenticator/check-code";
	}

}
