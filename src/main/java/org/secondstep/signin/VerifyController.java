package org.secondstep.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.method.Attempts;
import org.secondstep.method.AttemptsProfile;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SecondSteps;
import org.secondstep.method.SignInMethods;
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

	private static final String CHOSEN = "chosenMethod";

	private final SecondSteps secondSteps;

	private final SignInMethods methods;

	private final Attempts attempts;

	private final SecondStepSignIn signIn;

	private final Clock clock;

	VerifyController(SecondSteps secondSteps, SignInMethods methods, Attempts attempts, SecondStepSignIn signIn,
			Clock clock) {
		this.secondSteps = secondSteps;
		this.methods = methods;
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
		List<MethodProfile> registered = this.methods.of(account.id());
		if (registered.isEmpty()) {
			return "redirect:/overview";
		}
		Verification verification = this.secondSteps.verify(account, chosen(registered, request).id(), form.typed());
		if (verification instanceof Verification.Accepted) {
			return "redirect:" + this.signIn.complete(account, request, response);
		}
		if (verification instanceof Verification.Waiting && this.signIn.abandon(request)) {
			return "redirect:/sign-in/ended/too-many-codes";
		}
		return page(account, problem(verification), request, model, locale);
	}

	@GetMapping("/methods")
	String choose(@AuthenticationPrincipal AccountProfile account, Model model) {
		model.addAttribute("page", new MethodsPage(this.methods.of(account.id())));
		return "signin/methods";
	}

	@PostMapping("/methods")
	String chosen(@RequestParam UUID id, @AuthenticationPrincipal AccountProfile account, HttpServletRequest request) {
		MethodProfile method = this.methods.find(account.id(), id).orElseThrow();
		request.getSession().setAttribute(CHOSEN, method.id().toString());
		return "redirect:" + SignInFlow.VERIFY;
	}

	private String page(AccountProfile account, @Nullable String problem, HttpServletRequest request, Model model,
			Locale locale) {
		List<MethodProfile> registered = this.methods.of(account.id());
		if (registered.isEmpty()) {
			return "redirect:/overview";
		}
		AttemptsProfile counted = this.attempts.of(account.id());
		Instant now = this.clock.instant();
		Moment waitsUntil = counted.isWaiting(now)
				? Moment.of(counted.blockedUntil(), account.organization().zone(), locale) : null;
		model.addAttribute("codeForm", new CodeForm(null));
		model.addAttribute("page", new VerifyPage(chosen(registered, request).name(), problem, waitsUntil,
				counted.isLocked(), registered.size() > 1));
		return "signin/verify";
	}

	private static MethodProfile chosen(List<MethodProfile> registered, HttpServletRequest request) {
		Object id = request.getSession().getAttribute(CHOSEN);
		return registered.stream()
			.filter((method) -> method.id().toString().equals(id))
			.findFirst()
			.or(() -> registered.stream().filter(MethodProfile::isDefault).findFirst())
			.orElse(registered.get(0));
	}

	private static @Nullable String problem(Verification verification) {
		if (verification instanceof Verification.Waiting || verification instanceof Verification.Locked) {
			return null;
		}
		return "sign-in.verify." + verification.getClass().getSimpleName().toLowerCase(Locale.ROOT);
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

	record VerifyPage(String methodName, @Nullable String problem, @Nullable Moment waitsUntil, boolean locked,
			boolean several) {
	}

	record MethodsPage(List<MethodProfile> methods) {
	}

}
