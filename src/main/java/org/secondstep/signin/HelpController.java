package org.secondstep.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.secondstep.password.ForgottenPassword;
import org.secondstep.password.TypedAccount;
import org.secondstep.shell.LocalPath;
import org.secondstep.signin.SignInController.AccountForm;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/**
 * Help for people who do not get in: whom to ask, and a link to a new password by mail.
 */
@Controller
class HelpController {

	private static final String FORGOTTEN = "/sign-in/forgot-password";

	private final TypedAccount typedAccount;

	private final ForgottenPassword forgotten;

	HelpController(TypedAccount typedAccount, ForgottenPassword forgotten) {
		this.typedAccount = typedAccount;
		this.forgotten = forgotten;
	}

	@GetMapping({ "/sign-in/help", FORGOTTEN })
	String help(HttpServletRequest request, Model model) {
		model.addAttribute("accountForm", new AccountForm(this.typedAccount.of(request)));
		return helpPage(request, model);
	}

	@PostMapping({ "/sign-in/help", FORGOTTEN })
	String helpFor(@Valid @ModelAttribute("accountForm") AccountForm form, BindingResult errors,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		if (errors.hasErrors()) {
			return helpPage(request, model);
		}
		this.typedAccount.remember(form.username(), response);
		return "redirect:" + (isForgotten(request) ? FORGOTTEN : "/sign-in/help");
	}

	@PostMapping(path = FORGOTTEN, params = "mail")
	String mail(@Valid @ModelAttribute("accountForm") AccountForm form, BindingResult errors,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		if (errors.hasErrors() || form.username() == null || !this.forgotten.isMailing()) {
			return helpPage(request, model);
		}
		if (!this.forgotten.request(form.username(), request)) {
			throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
		}
		this.typedAccount.remember(form.username(), response);
		return "redirect:/sign-in/ended/link-sent";
	}

	private String helpPage(HttpServletRequest request, Model model) {
		boolean forgotten = isForgotten(request);
		model.addAttribute("page",
				new HelpPage(forgotten ? "password" : "account", forgotten && this.forgotten.isMailing()));
		return "signin/help";
	}

	private static boolean isForgotten(HttpServletRequest request) {
		return FORGOTTEN.equals(LocalPath.of(request));
	}

	/**
	 * @param mailing whether a link can be mailed
	 */
	record HelpPage(String reason, boolean mailing) {
	}

}
