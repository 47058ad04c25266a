package org.secondstep.setup;

import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.secondstep.account.Username;
import org.secondstep.passwordhash.PasswordHash;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/setup")
class SetupController {

	private final Setup setup;

	SetupController(Setup setup) {
		this.setup = setup;
	}

	@GetMapping
	String form(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
		if (!this.setup.isOpen(token)) {
			return closed(response);
		}
		model.addAttribute("setupForm", new SetupForm(token, null, null, null, null, null, null));
		return "setup/setup";
	}

	@PostMapping
	String create(@Valid @ModelAttribute("setupForm") SetupForm form, BindingResult errors,
			HttpServletResponse response) {
		String token = Objects.requireNonNullElse(form.token(), "");
		if (!this.setup.isOpen(token)) {
			return closed(response);
		}
		form.judge(errors);
		if (errors.hasErrors()) {
			return "setup/setup";
		}
		PasswordHash password = this.setup.hash(Objects.requireNonNull(form.password()));
		boolean completed = this.setup.complete(token, Objects.requireNonNull(form.organization()).strip(),
				form.domain(), Objects.requireNonNull(form.name()).strip(),
				Username.parse(form.account()).orElseThrow(), password);
		return completed ? "redirect:/mfasetup" : closed(response);
	}

	private static String closed(HttpServletResponse response) {
		response.setStatus(HttpStatus.NOT_FOUND.value());
		return "setup/closed";
	}

}
