package org.secondstep.authenticator;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.secondstep.account.AccountProfile;
import org.secondstep.authenticator.Confirmation.Wrong;
import org.secondstep.limit.DeviceCookie;
import org.secondstep.method.MethodProfile;
import org.secondstep.method.SignInMethods;
import org.secondstep.method.StepReached;
import org.secondstep.session.CurrentSession;
import org.secondstep.session.SignedIn;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The guide's steps 7 and 8 for an authenticator app: open it, scan, prove.
 */
@Controller
@RequestMapping("/security-info/authenticator-app")
class AuthenticatorController {

	private static final String OPEN = "redirect:/security-info/authenticator-app/open";

	private static final String CHOOSE = "redirect:/security-info/add";

	private static final String SCAN = "redirect:/security-info/authenticator-app/scan";

	private static final String DONE = "redirect:/security-info/authenticator-app/done";

	private final Enrollments enrollments;

	private final Proof proof;

	private final SignInMethods methods;

	private final CurrentSession session;

	private final DeviceCookie device;

	private final MessageSource messages;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	AuthenticatorController(Enrollments enrollments, Proof proof, SignInMethods methods, CurrentSession session,
			DeviceCookie device, MessageSource messages, ApplicationEventPublisher events, Clock clock) {
		this.enrollments = enrollments;
		this.proof = proof;
		this.methods = methods;
		this.session = session;
		this.device = device;
		this.messages = messages;
		this.events = events;
		this.clock = clock;
	}

	@GetMapping("/open")
	String open(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, Model model,
			Locale locale) {
		this.events.publishEvent(new StepReached(account.id(), 7));
		String name = this.messages.getMessage("authenticator.open.default-name", null, locale);
		model.addAttribute("openForm", new OpenForm(this.methods.freeName(account.id(), name)));
		return openPage(account, request, model);
	}

	@PostMapping("/open")
	String begin(@Valid @ModelAttribute("openForm") OpenForm form, BindingResult errors,
			@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, Model model) {
		if (errors.hasErrors() || this.methods.isFull(account.id())) {
			return openPage(account, request, model);
		}
		this.enrollments.begin(account, signIn(request), form.name().strip());
		return SCAN;
	}

	@GetMapping("/scan")
	String scan(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request, Model model) {
		this.events.publishEvent(new StepReached(account.id(), 8));
		model.addAttribute("codeForm", new CodeForm(null));
		return scanPage(account, request, model);
	}

	@PostMapping("/scan")
	String confirm(@ModelAttribute("codeForm") CodeForm form, @AuthenticationPrincipal AccountProfile account,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Confirmation confirmation = this.proof.confirm(account, signIn(request), form.code());
		if (confirmation instanceof Wrong wrong) {
			model.addAttribute("problem", wrong.code());
			return scanPage(account, request, model);
		}
		if (confirmation instanceof Confirmation.Registered) {
			proven(account, request, response);
			return DONE;
		}
		return registeredJustNow(account) ? DONE : OPEN;
	}

	@PostMapping("/start-again")
	String startAgain(@AuthenticationPrincipal AccountProfile account, HttpServletRequest request) {
		this.enrollments.startAgain(account, signIn(request));
		return SCAN;
	}

	/**
	 * Whoever came by the password alone is known in this browser from now on; a ticket
	 * marks no device.
	 */
	private void proven(AccountProfile account, HttpServletRequest request, HttpServletResponse response) {
		SignedIn before = this.session.signedIn(request).orElseThrow();
		this.session.secondStepPassed(request);
		if (before.isHalf()) {
			this.device.own(account.username(), request, response);
		}
	}

	private String openPage(AccountProfile account, HttpServletRequest request, Model model) {
		model.addAttribute("page", new OpenPage(this.methods.hasAny(account.id()),
				this.enrollments.isOfAnother(account, signIn(request))));
		return this.methods.isFull(account.id()) ? CHOOSE : "authenticator/open";
	}

	private String scanPage(AccountProfile account, HttpServletRequest request, Model model) {
		Optional<Enrollment> enrollment = this.enrollments.current(account, signIn(request));
		enrollment.ifPresent((current) -> model.addAttribute("page", current));
		return enrollment.isPresent() ? "authenticator/scan" : OPEN;
	}

	private String signIn(HttpServletRequest request) {
		return this.session.signedIn(request).orElseThrow().id().toString();
	}

	/**
	 * A form sent twice must not end with a complaint.
	 */
	private boolean registeredJustNow(AccountProfile account) {
		return this.methods.of(account.id())
			.stream()
			.map(MethodProfile::registeredAt)
			.anyMatch((at) -> at.plus(Duration.ofMinutes(1)).isAfter(this.clock.instant()));
	}

	record OpenForm(@NotBlank @Pattern(regexp = "[^\\p{Cc}\\p{Cf}\\p{Cs}]{0,50}") @Nullable String name) {

		@Override
		public String name() {
			return (this.name != null) ? this.name : "";
		}
	}

	record CodeForm(@Nullable String code) {

		@Override
		public String toString() {
			return "redacted";
		}
	}

	/**
	 * @param elsewhere whether an enrollment of another sign-in waits
	 */
	record OpenPage(boolean another, boolean elsewhere) {
	}

}
