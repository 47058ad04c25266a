package org.secondstep.password;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.Errors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Changing the own password, while it is known.
 */
@Controller
@RequestMapping("/password")
class PasswordController {

	private static final String FORM = "password/change-password";

	private final OwnPassword passwords;

	PasswordController(OwnPassword passwords) {
		this.passwords = passwords;
	}

	@GetMapping
	String form(Model model) {
		model.addAttribute("passwordForm", new PasswordForm(null, null, null));
		return FORM;
	}

	@PostMapping
	String change(@Valid @ModelAttribute("passwordForm") PasswordForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, RedirectAttributes next) {
		form.judge(errors);
		if (!errors.hasErrors()) {
			this.passwords.change(account, form.current(), form.chosen(), request)
				.ifPresent((problem) -> errors.rejectValue(problem.field(), problem.key()));
		}
		next.addFlashAttribute("done", "password.changed");
		return errors.hasErrors() ? FORM : "redirect:/security-info";
	}

	record PasswordForm(@NotBlank @Nullable String currentPassword, @NotBlank @Nullable String newPassword,
			@Nullable String repeatPassword) {

		void judge(Errors errors) {
			if (!chosen().isBlank() && chosen().equals(this.currentPassword)) {
				errors.rejectValue("newPassword", "password.same");
			}
			if (!chosen().equals(this.repeatPassword)) {
				errors.rejectValue("repeatPassword", "password.differ");
			}
		}

		String current() {
			return (this.currentPassword != null) ? this.currentPassword : "";
		}

		String chosen() {
			return (this.newPassword != null) ? this.newPassword : "";
		}

		@Override
		public String toString() {
			return "redacted";
		}

	}

}
