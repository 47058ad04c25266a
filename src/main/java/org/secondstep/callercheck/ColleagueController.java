package org.secondstep.callercheck;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.account.Accounts;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The colleague's side: is the person beside you?
 */
@Controller
@RequestMapping("/caller-check/colleague")
class ColleagueController {

	private final CallerChecks checks;

	private final Accounts accounts;

	ColleagueController(CallerChecks checks, Accounts accounts) {
		this.checks = checks;
		this.accounts = accounts;
	}

	@GetMapping
	String question(@RequestParam(required = false) @Nullable String answered,
			@AuthenticationPrincipal AccountProfile colleague, Model model) {
		model.addAttribute("answered", answered != null);
		this.checks.questionTo(colleague).ifPresent((question) -> model.addAttribute("page", page(question)));
		return "callercheck/question";
	}

	@PostMapping
	String answer(@RequestParam @Nullable UUID question, @RequestParam(defaultValue = "no") String answer,
			@AuthenticationPrincipal AccountProfile colleague) {
		Optional<CallerCheck> asked = this.checks.questionTo(colleague)
			.filter((newest) -> newest.id().equals(question));
		boolean counts = asked.isPresent()
				&& this.checks.answer(asked.get(), colleague, person(asked.get()), "yes".equals(answer));
		return "redirect:/caller-check/colleague" + (counts ? "?answered" : "");
	}

	private QuestionPage page(CallerCheck question) {
		String staff = Optional.ofNullable(question.staff())
			.flatMap(this.accounts::find)
			.map(AccountProfile::displayName)
			.orElse("?");
		return new QuestionPage(question.id(), person(question).displayName(), staff);
	}

	private AccountProfile person(CallerCheck question) {
		return this.accounts.find(question.account()).orElseThrow();
	}

	record QuestionPage(UUID id, String person, String staff) {
	}

}
