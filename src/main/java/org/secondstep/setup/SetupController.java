package org.secondstep.setup;

import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.secondstep.account.Username;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.session.SessionPart;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The token leaves the address at the first request; the session keeps its hash.
 */
@Controller
@RequestMapping("/setup")
class SetupController {

	private static final SessionPart<String> TOKEN = new SessionPart<>("setupToken", String.class);

	private final Setup setup;

	SetupController(Setup setup) {
		this.setup = setup;
	}

	@GetMapping(params = "token")
	String open(@RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
		Optional<String> found = this.setup.find(token);
		found.ifPresent((hash) -> TOKEN.keepUnderNewId(hash, request));
		return found.isPresent() ? "redirect:/setup" : closed(response);
	}

	@GetMapping
	String form(HttpServletRequest request, HttpServletResponse response, Model model) {
		model.addAttribute("setupForm", new SetupForm(null, null, null, null, null, null));
		return token(request).isPresent() ? "setup/setup" : closed(response);
	}

	@PostMapping
	String create(@Valid @ModelAttribute("setupForm") SetupForm form, BindingResult errors, HttpServletRequest request,
			HttpServletResponse response) {
		Optional<String> token = token(request);
		form.judge(errors);
		if (token.isPresent() && errors.hasErrors()) {
			return "setup/setup";
		}
		return token.filter((hash) -> complete(hash, form)).isPresent() ? "redirect:/mfasetup" : closed(response);
	}

	private boolean complete(String token, SetupForm form) {
		PasswordHash password = this.setup.hash(Objects.requireNonNull(form.password()));
		return this.setup.complete(token, Objects.requireNonNull(form.organization()).strip(), form.domain(),
				Objects.requireNonNull(form.name()).strip(), Username.parse(form.account()).orElseThrow(), password);
	}

	private Optional<String> token(HttpServletRequest request) {
		return TOKEN.find(request).filter(this.setup::isOpen);
	}

	private static String closed(HttpServletResponse response) {
		response.setStatus(HttpStatus.NOT_FOUND.value());
		return "setup/closed";
	}

}
