package org.secondstep.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.password.TypedAccount;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The guide's steps 3 and 4: account, then password.
 */
@Controller
class SignInController {

	private final TypedAccount typedAccount;

	SignInController(TypedAccount typedAccount) {
		this.typedAccount = typedAccount;
	}

	@GetMapping("/sign-in")
	String account(@AuthenticationPrincipal @Nullable AccountProfile account,
			@RequestParam(required = false) @Nullable String changed,
			@RequestParam(required = false) @Nullable String late, HttpServletRequest request, Model model) {
		if (account != null) {
			return "redirect:/overview";
		}
		model.addAttribute("accountForm", new AccountForm(this.typedAccount.of(request)));
		model.addAttribute("passwordChanged", changed != null);
		model.addAttribute("late", late != null);
		return "signin/account";
	}

	@PostMapping("/sign-in")
	String next(@Valid @ModelAttribute("accountForm") AccountForm form, BindingResult errors,
			HttpServletResponse response) {
		if (errors.hasErrors()) {
			return "signin/account";
		}
		this.typedAccount.remember(form.username(), response);
		return "redirect:/sign-in/password";
	}

	@GetMapping("/sign-in/password")
	String password(@RequestParam(required = false) @Nullable String wrong, HttpServletRequest request, Model model) {
		String typed = this.typedAccount.of(request);
		if (typed == null) {
			return "redirect:/sign-in";
		}
		model.addAttribute("page", new PasswordPage(typed, (wrong != null) ? "sign-in.password.wrong" : null));
		return "signin/password";
	}

	@GetMapping("/sign-in/ended/{reason:signed-out|too-many-codes|link-sent}")
	String ended(@PathVariable String reason, Model model) {
		model.addAttribute("page", new EndedPage(reason));
		return "signin/ended";
	}

	record AccountForm(@NotBlank @Size(max = 254) @Nullable String username) {
	}

	record PasswordPage(String username, @Nullable String problem) {
	}

	record EndedPage(String reason) {
	}

}
