package org.secondstep.signin;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.attempt.Attempts;
import org.secondstep.attempt.AttemptsProfile;
import org.secondstep.method.Verification;
import org.secondstep.shell.Moment;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The second step, at sign-in and whenever a fresh one is needed.
 */
@Controller
@RequestMapping(SignInFlow.VERIFY)
class VerifyController {

	private final Challenges challenges;

	private final Attempts attempts;

	private final SecondStepSignIn signIn;

	private final Clock clock;

	VerifyController(Challenges challenges, Attempts attempts, SecondStepSignIn signIn, Clock clock) {
		this.challenges = challenges;
		this.attempts = attempts;
		this.signIn = signIn;
		this.clock = clock;
	}

	@GetMapping
	String ask(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, Model model,
			Locale locale) {
		return page(account, null, request, model, locale);
	}

	@PostMapping
	String verify(@ModelAttribute("codeForm") CodeForm form, @AuthenticationPrincipal AccountProfile account,
			HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
		Optional<Challenge> asked = Challenges.asked(this.challenges.of(account, request), request);
		if (asked.isEmpty()) {
			return "redirect:/overview";
		}
		Verification verification = this.challenges.verify(asked.get(), account, form.typed(),
				() -> this.signIn.tellOfNewDevice(account, request));
		if (verification instanceof Verification.Accepted) {
			return "redirect:" + (asked.get().isTicket() ? this.signIn.completeByTicket(request)
					: this.signIn.complete(account, request, response));
		}
		if (verification instanceof Verification.Waiting && this.signIn.abandon(request)) {
			return "redirect:/sign-in/ended/too-many-codes";
		}
		return page(account, verification, request, model, locale);
	}

	@GetMapping("/methods")
	String choose(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, Model model) {
		model.addAttribute("page", new MethodsPage(this.challenges.of(account, request)));
		return "signin/methods";
	}

	@PostMapping("/methods")
	String chosen(@RequestParam String id, @AuthenticationPrincipal AccountProfile account,
			HttpServletRequest request) {
		this.challenges.choose(id, account, request);
		return "redirect:" + SignInFlow.VERIFY;
	}

	private String page(AccountProfile account, @Nullable Verification verification, HttpServletRequest request,
			Model model, Locale locale) {
		List<Challenge> challenges = this.challenges.of(account, request);
		Optional<Challenge> asked = Challenges.asked(challenges, request);
		if (asked.isEmpty()) {
			return "redirect:/overview";
		}
		AttemptsProfile counted = this.attempts.of(account.id());
		Moment waitsUntil = counted.isWaiting(this.clock.instant())
				? Moment.notBefore(counted.blockedUntil(), account.organization().zone(), locale) : null;
		model.addAttribute("codeForm", new CodeForm(null));
		model.addAttribute("page", new VerifyPage(asked.get(), problem(asked.get(), verification), waitsUntil,
				counted.isLocked(), challenges.size() > 1));
		return "signin/verify";
	}

	private static @Nullable String problem(Challenge asked, @Nullable Verification verification) {
		if (verification == null || verification instanceof Verification.Waiting
				|| verification instanceof Verification.Locked) {
			return null;
		}
		return (asked.isTicket() ? "ticket." : "sign-in.verify.") + verification.key();
	}

	record CodeForm(@Nullable String code) {

		String typed() {
			return (this.code != null) ? this.code : "";
		}

		@Override
		public String toString() {
			return "redacted";
		}

	}

	record VerifyPage(Challenge asked, @Nullable String problem, @Nullable Moment waitsUntil, boolean locked,
			boolean several) {
	}

	record MethodsPage(List<Challenge> challenges) {
	}

}
