package org.secondstep.adminrecovery;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.secondstep.adminrecovery.AdministratorRecovery.OpenRecovery;
import org.secondstep.adminrecovery.RecoveryAddresses.HeldRecovery;
import org.secondstep.passwordhash.PasswordHash;
import org.secondstep.passwordhash.Passwords;
import org.secondstep.session.CurrentSession;
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
 * Where a recovery address leads. The token leaves the address at the first request; the
 * session keeps its hash.
 */
@Controller
@RequestMapping("/sign-in/recover")
class RecoveryController {

	private static final SessionPart<HeldRecovery> RECOVERY = new SessionPart<>("administratorRecovery",
			HeldRecovery.class);

	private final AdministratorRecovery recoveries;

	private final Passwords passwords;

	private final CurrentSession session;

	private final Clock clock;

	RecoveryController(AdministratorRecovery recoveries, Passwords passwords, CurrentSession session, Clock clock) {
		this.recoveries = recoveries;
		this.passwords = passwords;
		this.session = session;
		this.clock = clock;
	}

	@GetMapping(params = "token")
	String open(@RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
		Optional<OpenRecovery> found = this.recoveries.find(token);
		found.ifPresent((recovery) -> RECOVERY.keepUnderNewId(recovery.held(), request));
		return found.isPresent() ? "redirect:/sign-in/recover" : closed(response);
	}

	@GetMapping
	String form(HttpServletRequest request, HttpServletResponse response, Model model) {
		model.addAttribute("recoveryForm", new RecoveryForm(null, null));
		return held(request).map((recovery) -> page(recovery, model)).orElseGet(() -> closed(response));
	}

	@PostMapping
	String recover(@Valid @ModelAttribute("recoveryForm") RecoveryForm form, BindingResult errors,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		Optional<OpenRecovery> held = held(request);
		held.ifPresent((recovery) -> form.judge(recovery.account(), errors));
		if (held.isPresent() && errors.hasErrors()) {
			return page(held.get(), model);
		}
		return held.filter((recovery) -> enter(recovery, this.passwords.hash(form.chosen()), request))
			.map((recovery) -> "redirect:/security-info/add")
			.orElseGet(() -> closed(response));
	}

	/**
	 * The address was the ticket to enrollment.
	 */
	private boolean enter(OpenRecovery recovery, PasswordHash password, HttpServletRequest request) {
		OptionalInt generation = this.recoveries.recover(recovery, password);
		generation.ifPresent((number) -> {
			this.session.end(request);
			this.session.passwordPassed(recovery.account().id(), number, this.clock.instant(), request);
			this.session.ticketPassed(request);
		});
		return generation.isPresent();
	}

	private static String page(OpenRecovery recovery, Model model) {
		model.addAttribute("username", recovery.account().username());
		return "adminrecovery/recover";
	}

	private static String closed(HttpServletResponse response) {
		response.setStatus(HttpStatus.NOT_FOUND.value());
		return "adminrecovery/closed";
	}

	private Optional<OpenRecovery> held(HttpServletRequest request) {
		return RECOVERY.find(request).flatMap(this.recoveries::open);
	}

}
