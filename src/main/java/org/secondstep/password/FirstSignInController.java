package org.secondstep.password;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.PasswordLinks.OpenLink;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Account and temporary pass, for people who have no password, or forgot it.
 */
@Controller
@RequestMapping("/sign-in/temporary-pass")
class FirstSignInController {

	private static final String FORM = "password/temporary-pass";

	private final FirstSignIn signIn;

	private final TypedAccount typedAccount;

	FirstSignInController(FirstSignIn signIn, TypedAccount typedAccount) {
		this.typedAccount = typedAccount;
		this.signIn = signIn;
	}

	@GetMapping
	String form(HttpServletRequest request, Model model) {
		model.addAttribute("firstSignInForm", new FirstSignInForm(this.typedAccount.of(request), null));
		return FORM;
	}

	@PostMapping
	String open(@Valid @ModelAttribute("firstSignInForm") FirstSignInForm form, BindingResult errors,
			HttpServletRequest request, HttpServletResponse response) {
		if (!errors.hasErrors() && !this.signIn.hasShape(form.typed())) {
			errors.rejectValue("code", "ticket.shapeless");
		}
		Optional<OpenLink> link = errors.hasErrors() ? Optional.empty()
				: this.signIn.open(form.account(), form.typed(), request);
		if (link.isEmpty() && !errors.hasErrors()) {
			errors.rejectValue("code", "first-sign-in.wrong");
		}
		link.ifPresent((found) -> {
			NewPasswordController.hold(found, request);
			this.typedAccount.remember(found.account().username(), response);
		});
		return errors.hasErrors() ? FORM : NewPasswordController.PAGE;
	}

	record FirstSignInForm(@NotBlank @Size(max = 254) @Nullable String username, @Nullable String code) {

		String account() {
			return (this.username != null) ? this.username : "";
		}

		String typed() {
			return (this.code != null) ? this.code : "";
		}

		@Override
		public String toString() {
			return "redacted";
		}

	}

}
