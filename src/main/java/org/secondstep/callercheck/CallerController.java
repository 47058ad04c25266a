package org.secondstep.callercheck;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The caller's side.
 */
@Controller
@RequestMapping("/caller-check")
class CallerController {

	private static final String BACK = "redirect:/caller-check";

	private final Callers callers;

	private final CallerView view;

	CallerController(Callers callers, CallerView view) {
		this.callers = callers;
		this.view = view;
	}

	@GetMapping
	String open(@AuthenticationPrincipal @Nullable AccountProfile account, HttpServletRequest request, Model model) {
		model.addAttribute("wordForm", new WordForm(null));
		model.addAttribute("codeForm", new CodeForm(null, null));
		return page(this.callers.of(account, request), request, model);
	}

	@GetMapping("/state")
	String state(@AuthenticationPrincipal @Nullable AccountProfile account, HttpServletRequest request, Model model) {
		model.addAttribute("page", this.view.state(this.callers.of(account, request).orElseThrow()));
		return "callercheck/exchange :: state";
	}

	@PostMapping
	String hear(@Valid @ModelAttribute("wordForm") WordForm form, BindingResult errors,
			@AuthenticationPrincipal @Nullable AccountProfile account, HttpServletRequest request, Model model) {
		Optional<AccountProfile> caller = this.callers.of(account, request);
		if (caller.isPresent() && !errors.hasErrors() && !this.view.hear(caller.get(), form.typed())) {
			errors.rejectValue("word", "caller-check.wrong");
		}
		return (caller.isPresent() && errors.hasErrors()) ? page(caller, request, model) : BACK;
	}

	@PostMapping("/code")
	String prove(@Valid @ModelAttribute("codeForm") CodeForm form, BindingResult errors, HttpServletRequest request) {
		if (!errors.hasErrors() && !this.callers.prove(form.account(), form.typed(), request)) {
			errors.rejectValue("code", "caller-check.code.wrong");
		}
		return errors.hasErrors() ? "callercheck/code" : BACK;
	}

	@PostMapping("/again")
	String again(@AuthenticationPrincipal @Nullable AccountProfile account, HttpServletRequest request) {
		this.callers.of(account, request).ifPresent(this.view::again);
		return BACK;
	}

	@PostMapping("/finished")
	String finish(HttpServletRequest request) {
		this.callers.forget(request);
		return BACK + "?finished";
	}

	private String page(Optional<AccountProfile> caller, HttpServletRequest request, Model model) {
		model.addAttribute("byCode", this.callers.isByCode(request));
		caller.ifPresent((known) -> model.addAttribute("page", this.view.page(known)));
		caller.flatMap(this.view::question).ifPresent((person) -> model.addAttribute("question", person));
		return caller.isPresent() ? "callercheck/caller" : "callercheck/code";
	}

	record CodeForm(@NotBlank @Size(max = 254) @Nullable String username,
			@NotBlank @Size(max = 50) @Nullable String code) {

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
